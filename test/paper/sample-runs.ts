/** Small runs with scores that one can add up by hand, for the tests of the figures. */

import { type Run, type Score, TASKS } from '../../src/records/run.js';
import type { PrintedAccuracy } from '../../src/results/published.js';

/** A score; accuracy in per cent. */
export function score(task: string, language: string | null, accuracy: number): Score {
  return { task, language, accuracy: accuracy / 100, stderr: null, version: null };
}

/** A run whose five benchmarks, as a whole and in the languages `en` and `ru`, all have one accuracy in per cent. */
export function sampleRun(fields: Partial<Run>, accuracy: number): Run {
  const { experiment = 'analysis', model = 'M', subset = 'RND', run = 1, languages = ['en'] } = fields;
  return {
    experiment,
    model,
    subset,
    run,
    selectionSeed: null,
    tuningSeed: null,
    languages,
    status: 'complete',
    source: `${model}-${subset}-${languages.length}-${run}`,
    duplicateOf: null,
    scores: TASKS.flatMap((task) => [null, 'en', 'ru'].map((language) => score(task, language, accuracy))),
    ...fields,
  };
}

/** Runs 1, 2, … with these accuracies in per cent. */
export function sampleRuns(fields: Partial<Run>, accuracies: readonly number[]): Run[] {
  return accuracies.map((accuracy, index) => sampleRun({ ...fields, run: index + 1 }, accuracy));
}

/** Printed cells of an untuned model: one accuracy in per cent in the languages `en` and `ru` of every table. */
export function sampleBase(model: string, accuracy: number): PrintedAccuracy[] {
  return ['7', '8', '9', '10', '11'].flatMap((table) =>
    ['en', 'ru'].map((column) => ({ table, model, subset: 'BASE', column, mean: accuracy, margin: null })),
  );
}
