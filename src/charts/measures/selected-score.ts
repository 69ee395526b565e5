import type { Run } from '../../records/run.js';
import { meanScore } from '../../results/scores.js';

/** Languages of each benchmark that a score is taken over, for example `{ xnli: ['vi'], xcopa: ['vi'] }`. */
export type LanguagesByTask = Readonly<Record<string, readonly string[]>>;

/**
 * Mean over benchmarks of the mean over the chosen languages of each.
 * @returns per cent, 0..100.
 * @throws RangeError where no benchmark or no language is chosen, or the run lacks a score.
 * Source: Figures 1 and 6.
 */
export function selectedScore(run: Run, languages: LanguagesByTask): number {
  const tasks = Object.entries(languages);
  if (tasks.length === 0) throw new RangeError('selectedScore: languages must name a benchmark, got none');
  let sum = 0;
  for (const [task, codes] of tasks) sum += meanScore(run, task, codes);
  return sum / tasks.length;
}
