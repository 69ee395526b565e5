/** The scores of one or more runs side by side: what the table and the bars of an evaluation show. */

import { findBenchmark } from '../../benchmarks/registry.js';
import { type Run, type Score, TASKS } from '../../records/run.js';
import { runNames } from './run-names.js';

/** One run's accuracy in one language. */
export type EvaluationScore = {
  /** Name of the benchmark, for example `xnli`. */
  readonly task: string;
  /** ISO 639-1 code, or `null` for all languages together. */
  readonly language: string | null;
  /** Name that tells the run from the others. */
  readonly run: string;
  /** In per cent. */
  readonly accuracy: number;
  /** Standard error of the accuracy, in points; `null` where it is not known. */
  readonly stderr: number | null;
  /** Accuracy of guessing, in per cent; `null` where it is not known. */
  readonly chance: number | null;
  /** Points over the first run in the same language; `null` for the first run, and where it has no such score. */
  readonly difference: number | null;
};

/** What the runs reach on one benchmark, as its panel or group of rows shows it. */
export interface EvaluationPanel {
  readonly task: string;
  /** Its name as readers know it. */
  readonly title: string;
  /** Accuracy of guessing, in per cent, or `null`. */
  readonly chance: number | null;
  /** Languages that any of the runs has, in the order of their appearance; all together (`null`) comes last. */
  readonly languages: readonly (string | null)[];
  readonly scores: readonly EvaluationScore[];
}

/** Runs side by side, benchmark by benchmark. */
export interface EvaluationScores {
  /** Names of the runs, in their order. */
  readonly names: readonly string[];
  /** In the order of the paper's Table 3, other tasks after them. */
  readonly panels: readonly EvaluationPanel[];
}

/**
 * Sets the scores of runs side by side.
 * @throws RangeError where there is no run, one has no score, or nothing tells two runs apart.
 */
export function evaluationScores(runs: readonly Run[]): EvaluationScores {
  const names = runNames(runs);
  const empty = runs.find((run) => run.scores.length === 0);
  if (empty !== undefined) {
    throw new RangeError(`evaluationScores: every run must have a score, got none in ${empty.source}`);
  }
  const found = new Set(runs.flatMap((run) => run.scores.map((score) => score.task)));
  const tasks = [
    ...TASKS.filter((task) => found.has(task)),
    ...[...found].filter((task) => !(TASKS as readonly string[]).includes(task)),
  ];
  return { names, panels: tasks.map((task) => evaluationPanel(task, runs, names)) };
}

function evaluationPanel(task: string, runs: readonly Run[], names: readonly string[]): EvaluationPanel {
  const found = new Set(
    runs.flatMap((run) => run.scores.filter((score) => score.task === task).map((score) => score.language)),
  );
  const languages = [
    ...[...found].filter((language) => language !== null),
    ...(found.has(null) ? [null] : []),
  ];
  const own = runs.flatMap(({ ownBenchmarks = [] }) => ownBenchmarks).find(({ name }) => name === task);
  const { title = task, chance: share = null } = own ?? findBenchmark(task) ?? {};
  const chance = share === null ? null : share * 100;
  const scores = languages.flatMap((language) =>
    runs.flatMap((run, index) => {
      const score = findScore(run, task, language);
      if (score === undefined) return [];
      const first = index === 0 ? undefined : findScore(runs[0], task, language);
      return {
        task,
        language,
        run: names[index] ?? '',
        accuracy: score.accuracy * 100,
        stderr: score.stderr === null ? null : score.stderr * 100,
        chance,
        difference: first === undefined ? null : (score.accuracy - first.accuracy) * 100,
      };
    }),
  );
  return { task, title, chance, languages, scores };
}

function findScore(run: Run | undefined, task: string, language: string | null): Score | undefined {
  return run?.scores.find((score) => score.task === task && score.language === language);
}
