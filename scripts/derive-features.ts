/**
 * Remakes the feature vectors in `data/` from lang2vec 1.1.2, checks them, and prints what was written.
 *
 *     npm run build && node dist/scripts/derive-features.js [--wheel FILE] [--python PROGRAM] [--sem FILE] [--output FOLDER]
 *
 * --wheel    lang2vec's wheel (default: the one in the user's cache, where `pip download` puts it if need be)
 * --python   a Python 3 with pip (default: python3)
 * --sem      the authors' colexification vectors: code and numbers, no header; without it `features-sem.csv` is left
 * --output   where to write (default: `data/`)
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeFileAtomic } from '../src/base/files/atomic-file.js';
import { formatCsv } from '../src/base/files/csv.js';
import { dataFile } from '../src/base/files/data-file.js';
import { readLanguages } from '../src/languages/catalogue.js';
import { fetchLang2vec, readLang2vec } from '../src/languages/lang2vec.js';
import { readUrielFeatures } from '../src/languages/uriel.js';
import { matrixRow } from '../src/records/matrix.js';
import { checkCount } from './check-count.js';
import { deriveSemantic } from './derive-semantic.js';
import { LEARNED_DIMENSIONS, readLearned } from './read-learned.js';
import { runScript } from './run-script.js';
import { singleText } from './single-precision.js';

/** Languages of the 52 with a learned vector. */
const LEARNED = 36;

/** A file to write and what holds of it. */
interface DerivedFeatures {
  readonly name: string;
  readonly text: string;
  readonly checked: string;
}

/** TYPO or GEO: URIEL's own numbers for all 52 languages. */
function deriveUriel(name: 'typo' | 'geo', dimensions: number, wheel: Uint8Array): DerivedFeatures {
  const languages = readLanguages();
  const isoCodes = languages.map(({ iso6393 }) => iso6393);
  const { features, matrix, codes } = readUrielFeatures(isoCodes, name, { wheel });
  checkCount('deriveUriel', 'languages', languages.length, codes.length);
  checkCount('deriveUriel', `${name} features`, dimensions, features.length);
  const rows = languages.map(({ code }, index) => [
    code,
    ...Array.from(matrixRow(matrix, index), singleText),
  ]);
  const isBinary = matrix.values.every((value) => value === 0 || value === 1);
  const checked = `${dimensions} features${isBinary ? ', all 0 or 1' : ''}`;
  return { name, text: formatCsv(['code', ...features], rows), checked };
}

/** LEARN: the languages of the 52 that have a vector. */
function deriveLearned(wheelPath: string, python: string): DerivedFeatures {
  const vectors = readLearned(
    wheelPath,
    readLanguages().map(({ iso6393 }) => iso6393),
    { python },
  );
  const rows = readLanguages().flatMap(({ code, iso6393 }) => {
    const vector = vectors.get(iso6393);
    return vector === undefined ? [] : [[code, ...vector.map(singleText)]];
  });
  checkCount('deriveLearned', 'languages with a vector', LEARNED, rows.length);
  const features = Array.from(
    { length: LEARNED_DIMENSIONS },
    (_, index) => `LEARNED_${String(index).padStart(3, '0')}`,
  );
  return {
    name: 'learn',
    text: formatCsv(['code', ...features], rows),
    checked: `${features.length} features, single precision`,
  };
}

/** Runs the script; everything is derived and checked before the first file is written. */
function main(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: {
      wheel: { type: 'string' },
      python: { type: 'string', default: 'python3' },
      sem: { type: 'string' },
      output: { type: 'string' },
    },
  });
  const wheelPath = values.wheel ?? fetchLang2vec({ python: values.python });
  const wheel = readLang2vec(wheelPath);
  const derived = [
    deriveUriel('typo', 289, wheel),
    deriveUriel('geo', 299, wheel),
    deriveLearned(wheelPath, values.python),
    ...(values.sem === undefined
      ? []
      : [{ name: 'sem', ...deriveSemantic(readFileSync(values.sem, 'utf8'), values.sem) }]),
  ];
  for (const { name, text, checked } of derived) {
    const file = `features-${name}.csv`;
    const path = values.output === undefined ? dataFile(file) : join(values.output, file);
    writeFileAtomic(path, text);
    console.log(`${path}: ${text.split('\n').length - 2} languages; ${checked}`);
  }
}

runScript(import.meta.url, main);
