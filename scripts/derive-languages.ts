/** The catalogue of languages: the authors' table of properties in our own columns. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { formatCsv, readCsv } from '../src/base/files/csv.js';
import { dataFile } from '../src/base/files/data-file.js';
import { geoCoordinates } from '../src/languages/coordinates.js';
import { parseFeatureCsv } from '../src/languages/feature-csv.js';
import { checkCount } from './check-count.js';
import { cldrSpeakers } from './cldr-speakers.js';
import type { DerivedText } from './derive-printed.js';

/** Languages of Bactrian-X. */
const POOL = 52;
/** Rows of the authors' matrix: languages of any benchmark, model or subset. */
const COVERED = 131;

const GEO_FILE = dataFile('features-geo.csv');

const TASKS = ['xnli', 'xcopa', 'xstorycloze', 'xwinograd', 'pawsx'] as const;
const MODELS = { bloom: 'BLOOM', mgpt: 'mGPT', mt5: 'mT5-xl' } as const;

const Languages = z.array(
  z.object({
    code: z.string().length(2),
    iso6393: z.string().length(3),
    family: z.string(),
    subfamily: z.string().nullable(),
    wordOrders: z.array(z.string()),
  }),
);

/** `F_Indo-European` and `S_SVO` are URIEL's names of features: `Indo-European`, `SVO`. */
const featureName = (name: string): string => name.replace(/^[FS]_/, '').replaceAll('_', ' ');

/**
 * `languages.csv`: family and word orders from URIEL's features, English name and script from the table of properties,
 * place from the GEO vectors in `data/`, speakers from CLDR; the row in the table of properties is the order that the
 * paper's selection by family shuffles.
 * @throws Error where a language is missing from the table of properties, the GEO vectors or CLDR.
 */
export function deriveLanguages(featuresPath: string, propertiesPath: string): DerivedText {
  const properties = new Map(
    readCsv(propertiesPath, ['Language', 'ISO 639-1\nCode', 'SCRIPT'], (row) => ({
      code: row.text('ISO 639-1\nCode').trim(),
      name: row.text('Language').trim(),
      script: row.text('SCRIPT').trim(),
    })).map(({ code, name, script }, index) => [code, { name, script, tableRow: index + 1 }]),
  );
  const languages = Languages.parse(JSON.parse(readFileSync(featuresPath, 'utf8')));
  checkCount('deriveLanguages', 'languages', POOL, new Set(languages.map(({ code }) => code)).size);
  const places = readPlaces();
  const speakers = cldrSpeakers(languages.map(({ code }) => code));
  const rows = languages.map(({ code, iso6393, family, subfamily, wordOrders }) => {
    const found = properties.get(code);
    if (found === undefined) throw new Error(`${propertiesPath}: language ${code} is missing`);
    const names = [featureName(family), subfamily === null ? null : featureName(subfamily)];
    const place = places.get(code);
    if (place === undefined) throw new Error(`${GEO_FILE}: language ${code} is missing`);
    const facts = [wordOrders.map(featureName), found.script, ...place, speakers.get(code) ?? null];
    return [code, iso6393, found.name, ...names, ...facts, found.tableRow];
  });
  const columns = ['code', 'iso639_3', 'name', 'family', 'subfamily', 'word_orders', 'script'];
  return {
    text: formatCsv([...columns, 'latitude', 'longitude', 'speakers', 'table_row'], rows),
    checked: 'each with a name, a script, a place and speakers',
  };
}

/** Latitude and longitude of the languages with GEO vectors, as text with one decimal, by code. */
function readPlaces(): Map<string, readonly string[]> {
  const { codes, columns, matrix } = parseFeatureCsv(readFileSync(GEO_FILE, 'utf8'), GEO_FILE);
  const places = geoCoordinates({ features: columns, matrix }).map(({ latitude, longitude }) => [
    latitude.toFixed(1),
    longitude.toFixed(1),
  ]);
  return new Map(codes.map((code, index) => [code, places[index] ?? []]));
}

/** `coverage.csv`: which benchmarks and models know a language, from the authors' matrix of zeros and ones. */
export function deriveCoverage(path: string): DerivedText {
  const models = Object.entries(MODELS);
  const rows = readCsv(path, ['', ...TASKS, ...Object.keys(MODELS)], (row) => [
    row.text(''),
    TASKS.filter((task) => row.oneOf(task, ['0', '1']) === '1'),
    models.filter(([column]) => row.oneOf(column, ['0', '1']) === '1').map(([, name]) => name),
  ]);
  checkCount('deriveCoverage', 'languages', COVERED, rows.length);
  return { text: formatCsv(['code', 'tasks', 'models'], rows), checked: '5 benchmarks, 3 model families' };
}
