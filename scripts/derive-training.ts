/** `published-training.csv` from the list of runs that was made from the authors' job scripts and logs. */
import { basename } from 'node:path';
import { formatCsv, readCsv } from '../src/base/files/csv.js';
import { type PublishedTraining, TRAINING_COLUMNS } from '../src/results/published.js';

const EXPERIMENTS = { main: 'main', analysis: 'analysis', geo_varying: 'varying' } as const;
const MODELS = {
  bloom1_7b: 'BLOOM-1.7B',
  bloom3b: 'BLOOM-3B',
  bloom7b: 'BLOOM-7B1',
  mgpt: 'mGPT',
  mt5: 'mT5-xl',
} as const;
/** Stands in the list's column of seeds where the selection was fixed for the whole experiment. */
const FIXED = 'fixed';

/**
 * Seeds of the rows of Table 1 that are not k-means. The list gives every run of `main` the seed of its number,
 * but these rows come out of other seeds (FAM 3, RND 2 and 3) or of none that we could find.
 */
const SEEDS_WITHOUT_KMEANS: Readonly<Record<string, readonly (number | null)[]>> = {
  FAM: [null, null, 66],
  RND: [null, 66, 42],
};

const keys = <Key extends string>(table: Readonly<Record<Key, string>>): Key[] => Object.keys(table) as Key[];

/**
 * Reads the list of runs into our own terms.
 * @throws Error with path and row where a field is missing, of another kind, or the number of languages differs.
 */
export function readIndex(path: string): PublishedTraining[] {
  const columns = ['path', 'experiment', 'model', 'subset', 'run', 'selection_seed', 'n_langs', 'base_model'];
  return readCsv(path, [...columns, 'train_steps', 'train_hours', 'languages', 'duplicate_of'], (row) => {
    const languages = row.text('languages').split(',');
    const source = basename(row.text('path'));
    if (languages.length !== row.number('n_langs')) {
      throw new Error(
        `${path}: ${source}: ${row.number('n_langs')} languages expected, got ${languages.length}`,
      );
    }
    const original = row.optionalText('duplicate_of');
    const subset = row.text('subset');
    const run = row.number('run');
    const listedSeed = row.text('selection_seed') === FIXED ? null : row.optionalNumber('selection_seed');
    const foundSeeds = SEEDS_WITHOUT_KMEANS[subset];
    return {
      source,
      experiment: EXPERIMENTS[row.oneOf('experiment', keys(EXPERIMENTS))],
      model: MODELS[row.oneOf('model', keys(MODELS))],
      subset,
      run,
      selectionSeed:
        listedSeed === null || foundSeeds === undefined ? listedSeed : (foundSeeds[run - 1] ?? null),
      languages,
      baseModel: row.text('base_model'),
      trainSteps: row.number('train_steps'),
      trainHours: row.number('train_hours'),
      duplicateOf: original === null ? null : basename(original),
    };
  });
}

/** CSV text of the training facts. */
export function formatTraining(training: readonly PublishedTraining[]): { text: string; checked: string } {
  const text = formatCsv(
    TRAINING_COLUMNS,
    training.map((entry) => [
      entry.source,
      entry.experiment,
      entry.model,
      entry.subset,
      entry.run,
      entry.selectionSeed,
      entry.languages,
      entry.baseModel,
      entry.trainSteps,
      // Hours are measured: a whole number keeps a decimal.
      Number.isInteger(entry.trainHours) ? entry.trainHours.toFixed(1) : entry.trainHours,
      entry.duplicateOf,
    ]),
  );
  return { text, checked: 'each with as many languages as listed' };
}
