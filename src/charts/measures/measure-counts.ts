import type { Run } from '../../records/run.js';
import { averageScore, selectRuns, taskScore } from '../../results/scores.js';
import { BASE_SUBSET } from '../subsets.js';
import { type Measure, measureRuns, singleMeasure } from './measure-runs.js';

/** What Figures 3–5 show of a model tuned on k languages, or untuned (`BASE`). */
export interface CountMeasure extends Measure {
  readonly model: string;
  /** Benchmark, or `avg` for the mean of the five. */
  readonly task: string;
  readonly subset: string;
  /** Number of languages tuned on; `null` for the untuned model. */
  readonly k: number | null;
  /** Number of languages that `difference` and `p` compare with, or `null` where there is no comparison. */
  readonly reference: number | null;
}

/** Which runs to measure, and how. */
export interface MeasureCountsOptions {
  experiment: string;
  model: string;
  /** Runs of this subset and of ALL make up the curve. */
  subset: string;
  /** Benchmark, or `avg`. */
  task: string;
  /** Number of languages to compare with; `null` for none. */
  reference: number | null;
  /** Of the interval, between 0 and 1. */
  confidence: number;
  /** Name of the calling function, for messages. */
  caller: string;
  /** Of the runs' evaluations, as in `Run.conditions` (default: `null`, zero-shot on all documents). */
  conditions?: string | null;
  /** What to measure, in per cent (default: the accuracy on the task in the paper's benchmarks). */
  score?: (run: Run) => number;
}

/**
 * Measures every number of languages that a model was tuned on, in ascending order.
 * @throws RangeError where there is no run of the subset, a run does not say its languages, or none has `reference` many.
 */
export function measureCounts(runs: readonly Run[], options: MeasureCountsOptions): CountMeasure[] {
  const { caller, experiment, model, subset, task, reference, confidence, conditions = null } = options;
  const own = selectRuns(runs, { experiment, model, subset, conditions });
  if (own.length === 0) {
    throw new RangeError(
      `${caller}: there must be runs of ${subset} on ${model} in experiment ${experiment}, got none`,
    );
  }
  const all = subset === 'ALL' ? [] : selectRuns(runs, { experiment, model, subset: 'ALL', conditions });
  const curve = [...own, ...all];
  const nameless = curve.find((run) => run.languages.length === 0);
  if (nameless !== undefined) {
    throw new RangeError(`${caller}: every run must say its languages, got none in ${nameless.source}`);
  }
  const against = reference === null ? null : selectRuns(own, { count: reference, conditions });
  if (against !== null && against.length === 0) {
    throw new RangeError(
      `${caller}: reference must be a number of languages that ${model} was tuned on, got ${reference}`,
    );
  }
  const taskAccuracy = (run: Run): number => (task === 'avg' ? averageScore(run) : taskScore(run, task));
  const score = options.score ?? taskAccuracy;
  return groupByCount(curve).map((group) => {
    const [first] = group;
    const k = first.languages.length;
    const other = k === reference ? null : against;
    const measure = measureRuns(group, other, score, { confidence });
    return {
      model,
      task,
      subset: first.subset,
      k,
      ...measure,
      reference: measure.p === null ? null : reference,
    };
  });
}

/** The measure of an untuned model. */
export function untunedCount(model: string, task: string, accuracy: number): CountMeasure {
  return { model, task, subset: BASE_SUBSET, k: null, ...singleMeasure(accuracy) };
}

/** Runs of one subset and number of languages together, by ascending number. */
function groupByCount(runs: readonly Run[]): [Run, ...Run[]][] {
  const groups = new Map<string, [Run, ...Run[]]>();
  for (const run of runs) {
    const key = JSON.stringify([run.languages.length, run.subset]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  return [...groups.values()].sort((a, b) => a[0].languages.length - b[0].languages.length);
}
