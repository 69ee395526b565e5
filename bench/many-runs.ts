import { closeSync, openSync, writeSync } from 'node:fs';
import { NumpyRandom } from '../src/base/random/numpy-random.js';
import { isoLanguages } from '../src/benchmarks/benchmark-facts.js';
import { PAPER_BENCHMARKS } from '../src/benchmarks/registry.js';
import { TABLE_3_MODELS, TUNED_SUBSETS } from '../src/charts/subsets.js';
import type { Run, Score } from '../src/records/run.js';
import { formatRuns } from '../src/results/run-csv.js';

/** How many, and by which chance. */
export interface ManyRunsOptions {
  /** At least as many rows. */
  readonly rows: number;
  readonly seed: number;
}

/**
 * Writes a CSV of runs as `lingtune import` does: repetition after repetition of all that Table 3 shows, with all
 * languages of the five benchmarks and accuracies by chance.
 * @returns number of its rows.
 */
export function writeManyRuns(path: string, { rows, seed }: ManyRunsOptions): number {
  const random = new NumpyRandom(seed);
  const file = openSync(path, 'w');
  try {
    let written = 0;
    for (let repetition = 1; written < rows; repetition++) {
      const runs = TABLE_3_MODELS.flatMap((model) =>
        TUNED_SUBSETS.map((subset): Run => manyScores(random, { model, subset, run: repetition })),
      );
      const text = formatRuns(runs);
      writeSync(file, repetition === 1 ? text : text.slice(text.indexOf('\n') + 1));
      written += runs.reduce((sum, run) => sum + run.scores.length, 0);
    }
    return written;
  } finally {
    closeSync(file);
  }
}

function manyScores(random: NumpyRandom, about: Pick<Run, 'model' | 'subset' | 'run'>): Run {
  const scores = PAPER_BENCHMARKS.flatMap((benchmark) =>
    [null, ...isoLanguages(benchmark)].map(
      (language): Score => ({
        task: benchmark.name,
        language,
        accuracy: random.random(),
        stderr: 0.0101,
        version: '1.0',
      }),
    ),
  );
  return {
    ...about,
    experiment: 'main',
    selectionSeed: 66,
    tuningSeed: 42,
    languages: ['af', 'bn', 'et', 'fi', 'ka', 'ml', 'my', 'sv', 'sw', 'te', 'th', 'tr', 'ur', 'vi'],
    status: 'complete',
    source: `logs/${about.model}_${about.subset}_${about.run}.log`,
    duplicateOf: null,
    scores,
  };
}
