/** The 52 languages of Bactrian-X that the paper chooses from, and which benchmarks and models know which. */
import { readCsv } from '../base/files/csv.js';
import { dataFile } from '../base/files/data-file.js';

/** One language of the pool. */
export interface Language {
  /** ISO 639-1 code, used throughout. */
  readonly code: string;
  readonly iso6393: string;
  /** English name. */
  readonly name: string;
  /** Language family as URIEL (Glottolog) has it. */
  readonly family: string;
  readonly subfamily: string | null;
  /** Dominant orders of subject, object and verb as URIEL has them, for example `['SVO', 'SOV']`. */
  readonly wordOrders: readonly string[];
  readonly script: string;
  /**
   * Where URIEL puts the language, in degrees with one decimal: north and east are positive. Its places are kept,
   * odd ones too (Portuguese is put in Spain, Russian in Siberia), since the GEO vectors are made of them.
   */
  readonly latitude: number;
  readonly longitude: number;
  /** People who use the language, as a first or a further one, to three digits. Source: Unicode CLDR 48. */
  readonly speakers: number;
  /** Row in the authors' table of languages, from 1: they lie there by family, and FAM is drawn in its order. */
  readonly tableRow: number;
}

/**
 * The 52 languages in alphabetical order of their codes.
 * @example
 * ```ts
 * import { readLanguages } from 'lingtune';
 *
 * const bantu = readLanguages().filter(({ family }) => family === 'Atlantic-Congo');
 * ```
 */
export function readLanguages(): Language[] {
  return readCsv(
    dataFile('languages.csv'),
    [
      'code',
      'iso639_3',
      'name',
      'family',
      'subfamily',
      'word_orders',
      'script',
      'latitude',
      'longitude',
      'speakers',
      'table_row',
    ],
    (row) => ({
      code: row.text('code'),
      iso6393: row.text('iso639_3'),
      name: row.text('name'),
      family: row.text('family'),
      subfamily: row.optionalText('subfamily'),
      wordOrders: row.list('word_orders'),
      script: row.text('script'),
      latitude: row.number('latitude'),
      longitude: row.number('longitude'),
      speakers: row.number('speakers'),
      tableRow: row.number('table_row'),
    }),
  );
}

/** The model families whose pre-training languages the coverage table lists. */
export const MODEL_FAMILIES = ['BLOOM', 'mGPT', 'mT5-xl'] as const;

/** Which benchmarks and pre-training sets hold one language. */
export interface Coverage {
  readonly code: string;
  /** Benchmarks with documents in the language, for example `['xnli', 'xcopa']`. */
  readonly tasks: readonly string[];
  /** Model families pre-trained on it: of `BLOOM`, `mGPT`, `mT5-xl`. */
  readonly models: readonly string[];
}

/** Coverage of 131 languages. Source: the authors' matrix, kept as it is, its gaps included (`data/LICENSES.md`). */
export function readCoverage(): Coverage[] {
  return readCsv(dataFile('coverage.csv'), ['code', 'tasks', 'models'], (row) => ({
    code: row.text('code'),
    tasks: row.list('tasks'),
    models: row.list('models'),
  }));
}
