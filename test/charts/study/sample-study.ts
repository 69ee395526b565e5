/** A study whose numbers one can add up by hand: two benchmarks, three languages. */
import type { Run } from '../../../src/records/run.js';
import { score } from '../../paper/sample-runs.js';

const BENCHMARKS = { pocket_names: 10, xcopa: -10 } as const;
const LANGUAGES = { et: 1, ro: 0, vi: -1 } as const;

/** Accuracies in per cent in the languages tuned on and in the others, before a benchmark's and a language's own share. */
export type Level = readonly [tuned: number, other: number];

/** A run; its benchmarks lie 10 above and below its level, Estonian 1 above, Vietnamese 1 below. */
export function studyRun(subset: string, run: number, languages: readonly string[], level: Level): Run {
  const [tuned, other] = level;
  return {
    experiment: 'small',
    model: 'Small',
    subset,
    run,
    selectionSeed: null,
    tuningSeed: 42,
    languages,
    status: 'complete',
    source: `runs/${subset}-${run}-${languages.length}.json`,
    duplicateOf: null,
    scores: Object.entries(BENCHMARKS).flatMap(([task, share]) =>
      Object.entries(LANGUAGES).map(([language, own]) => ({
        ...score(task, language, (languages.includes(language) ? tuned : other) + own + share),
        stderr: 0.03,
      })),
    ),
  };
}

/** BASE at 40. */
export const BASE: Run = studyRun('BASE', 1, [], [40, 40]);

/** Averages 42, 45, 48. */
export const RND: readonly Run[] = [
  studyRun('RND', 1, ['vi'], [44, 41]),
  studyRun('RND', 2, ['vi'], [47, 44]),
  studyRun('RND', 3, ['vi'], [50, 47]),
];

/** Averages 46, 49, 50. */
export const GEO: readonly Run[] = [
  studyRun('GEO', 1, ['et'], [50, 44]),
  studyRun('GEO', 2, ['et'], [53, 47]),
  studyRun('GEO', 3, ['et'], [50, 50]),
];

/** Average 45, no language left out. */
export const ALL: Run = studyRun('ALL', 1, ['et', 'ro', 'vi'], [45, 45]);

/** The whole study. */
export const STUDY: readonly Run[] = [BASE, ...GEO, ...RND, ALL];
