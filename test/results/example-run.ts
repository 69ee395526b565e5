import type { Run, Score } from '../../src/records/run.js';

/** A score with what a test does not care about filled in. */
export function exampleScore(task: string, language: string | null, accuracy: number): Score {
  return { task, language, accuracy, stderr: null, version: null };
}

/** A run with what a test does not care about filled in. */
export function exampleRun(run: Partial<Run> = {}): Run {
  return {
    experiment: 'main',
    model: 'mGPT',
    subset: 'GEO',
    run: 1,
    selectionSeed: null,
    tuningSeed: null,
    languages: [],
    status: 'complete',
    source: 'a.log',
    duplicateOf: null,
    scores: [],
    ...run,
  };
}
