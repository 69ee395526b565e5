/** Hand-made stand-ins for what is published, small enough to check by hand. */

import { type Run, TASKS } from '../../src/records/run.js';
import type { Published } from '../../src/results/published.js';

/** Nothing at all, with the fields that a test is about. */
export function smallPublished(fields: Partial<Published>): Published {
  return {
    runs: [],
    training: [],
    accuracies: [],
    overlaps: [],
    printedLanguages: [],
    subsets: [],
    languages: [],
    coverage: [],
    ...fields,
  };
}

/** Runs 1, 2, … with one accuracy each: the same on every benchmark, and in the languages aa and bb of each. */
export function smallRuns(model: string, subset: string, accuracies: readonly number[]): Run[] {
  return accuracies.map((accuracy, index) => ({
    experiment: 'main',
    model,
    subset,
    run: index + 1,
    selectionSeed: null,
    tuningSeed: null,
    languages: ['aa'],
    status: 'complete',
    source: `${model}_${subset}_${index + 1}.log`,
    duplicateOf: null,
    scores: TASKS.flatMap((task) =>
      [null, 'aa', 'bb'].map((language) => ({ task, language, accuracy, stderr: null, version: null })),
    ),
  }));
}
