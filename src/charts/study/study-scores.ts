/** Scores of a run of a study, in per cent or in points over the untuned model. */
import type { Run } from '../../records/run.js';
import { meanScore } from '../../results/scores.js';
import { mean } from '../../results/statistics.js';

/** Languages of a benchmark that a run has scores in, in the order of the scores. */
export function scoredLanguages(run: Run, task: string): string[] {
  return run.scores.flatMap((score) =>
    score.task === task && score.language !== null ? [score.language] : [],
  );
}

/**
 * Accuracy on a benchmark: the mean over its languages, each counted once.
 * @returns per cent, 0..100.
 * @throws RangeError where the run has no language of it.
 */
export function benchmarkScore(run: Run, task: string): number {
  return meanScore(run, task, scoredLanguages(run, task));
}

/**
 * Mean over benchmarks of the accuracy on each.
 * @returns per cent, 0..100.
 * @throws RangeError where there is no benchmark, or the run lacks one.
 */
export function studyAverage(run: Run, tasks: readonly string[]): number {
  return mean(tasks.map((task) => benchmarkScore(run, task)));
}

/** Which languages to look at: those that a run was tuned on, or the others. */
export type Exposure = 'tuned' | 'other';

/**
 * How far a run lies over the untuned model in the languages that it was tuned on, or in the others: mean over benchmarks
 * of the mean over languages of the difference from the untuned model in the same language. As each language is
 * compared with itself, runs with different languages can be compared.
 * @returns points; `null` where a benchmark has no such language.
 * @throws RangeError where the untuned model lacks a score.
 */
export function gainOverBase(
  run: Run,
  base: Run,
  { tasks, exposure }: { readonly tasks: readonly string[]; readonly exposure: Exposure },
): number | null {
  const gains: number[] = [];
  for (const task of tasks) {
    const languages = scoredLanguages(run, task).filter(
      (language) => run.languages.includes(language) === (exposure === 'tuned'),
    );
    if (languages.length === 0) return null;
    gains.push(meanScore(run, task, languages) - meanScore(base, task, languages));
  }
  return mean(gains);
}
