/** Scores of a run in per cent, as the paper defines them. */
import { type Run, TASKS } from '../records/run.js';

/**
 * Score of a run on one benchmark, or on one language of it.
 * @param language ISO 639-1 code; without it the accuracy of the group as the harness reports it.
 * @returns per cent, 0..100.
 * @throws RangeError where the run has no such score.
 */
export function taskScore(run: Run, task: string, language: string | null = null): number {
  const found = run.scores.find((score) => score.task === task && score.language === language);
  if (found === undefined) {
    throw new RangeError(
      `taskScore: the run must have a score on ${task}${language === null ? '' : ` in ${language}`}, got none in ${run.source}`,
    );
  }
  return found.accuracy * 100;
}

/** Mean score of a run over several languages of one benchmark, in per cent, each language counted once. */
export function meanScore(run: Run, task: string, languages: readonly string[]): number {
  if (languages.length === 0) throw new RangeError('meanScore: languages must not be empty');
  let sum = 0;
  for (const language of languages) sum += taskScore(run, task, language);
  return sum / languages.length;
}

/**
 * A run's average: the plain mean of its five benchmark scores.
 * @returns per cent, 0..100.
 * Source: Table 3, column "Avg".
 */
export function averageScore(run: Run): number {
  let sum = 0;
  for (const task of TASKS) sum += taskScore(run, task);
  return sum / TASKS.length;
}

/** Which runs to take: every field given must match. */
export interface RunFilter {
  experiment?: string;
  model?: string;
  subset?: string;
  /** Number of languages tuned on. */
  count?: number;
  /** As in `Run.conditions` (default: `null`, zero-shot on all documents). */
  conditions?: string | null;
}

/**
 * The runs that match, in order of their repetition number. All are of the same conditions: a run with a limit, chosen
 * documents or examples in its prompts is only taken where its conditions are asked for.
 */
export function selectRuns(
  runs: readonly Run[],
  { experiment, model, subset, count, conditions = null }: RunFilter,
): Run[] {
  return runs
    .filter(
      (run) =>
        (run.conditions ?? null) === conditions &&
        (experiment === undefined || run.experiment === experiment) &&
        (model === undefined || run.model === model) &&
        (subset === undefined || run.subset === subset) &&
        (count === undefined || run.languages.length === count),
    )
    .sort((a, b) => a.run - b.run);
}
