/** What a loss curve draws of a run's log. */
import type { EvaluationLine, LogLine, StepLine } from '../../records/log-line.js';

/** A line of a run's log, with the pace at which a step was learnt where somebody took its time. */
export type CurveLine = LogLine & { readonly tokensASecond?: number };

/** A step, with the mean loss of it and of the steps just before. */
export type SmoothedStep = Omit<StepLine, 'empty_micro_batches'> & {
  readonly tokensASecond?: number;
  readonly mean: number;
};

/** What a loss curve draws. */
export interface LossSeries {
  readonly steps: readonly SmoothedStep[];
  readonly heldOut: readonly EvaluationLine[];
  /** The evaluation with the lowest loss, the first of equal ones; `null` where there is none. */
  readonly lowest: EvaluationLine | null;
  /** Steps that the mean is taken over. */
  readonly window: number;
}

/**
 * Sorts the lines of a log; a step that had no token to learn has no loss, and is left out.
 * @throws RangeError where no line is of a step, or the window is not an integer from 1.
 */
export function lossSeries(lines: readonly CurveLine[], window: number): LossSeries {
  const learnt = lines.filter((line) => 'loss' in line);
  if (learnt.length === 0) throw new RangeError('lossCurve: lines must hold at least one step, got none');
  const means = trailingMeans(
    learnt.map(({ loss }) => loss),
    window,
  );
  const heldOut = lines.filter((line) => 'evaluation_loss' in line);
  return {
    steps: learnt.map(({ empty_micro_batches: _, ...line }, index) => ({
      ...line,
      mean: means[index] ?? line.loss,
    })),
    heldOut,
    lowest: heldOut.reduce<EvaluationLine | null>(
      (best, line) => (best === null || line.evaluation_loss < best.evaluation_loss ? line : best),
      null,
    ),
    window,
  };
}

/** Steps with which an epoch ended before the last step, with the number of epochs done by then. */
export function epochEnds(
  steps: readonly Pick<StepLine, 'step' | 'epoch'>[],
): { readonly step: number; readonly epochs: number }[] {
  return steps.slice(0, -1).flatMap(({ step, epoch }, index) => {
    const epochs = Math.floor(epoch);
    return epochs > Math.floor(steps[index - 1]?.epoch ?? 0) ? [{ step, epochs }] : [];
  });
}

/** At most so many values and the last one, evenly spread: every second, every third and so on. */
export function thinOut<Value>(values: readonly Value[], most: number): Value[] {
  const stride = Math.ceil(values.length / most);
  return values.filter((_, index) => index % stride === 0 || index === values.length - 1);
}

/**
 * The mean of each value and those just before it.
 * @param window how many values it takes, an integer from 1; where there are fewer yet, all there are.
 * @returns as many means as values.
 * @throws RangeError where the window is not an integer from 1.
 */
export function trailingMeans(values: readonly number[], window: number): number[] {
  if (!(Number.isInteger(window) && window >= 1)) {
    throw new RangeError(`trailingMeans: window must be an integer from 1, got ${window}`);
  }
  let sum = 0;
  return values.map((value, index) => {
    sum += value - (values[index - window] ?? 0);
    return sum / Math.min(index + 1, window);
  });
}
