/** What a loss curve draws of a run's log. */
import type { EvaluationLine, LogLine, StepLine } from '../../records/log-line.js';
import { trailingMeans } from './trailing-means.js';

/** A line of a run's log, with the pace at which a step was learnt where somebody took its time. */
export type CurveLine = LogLine & { readonly tokensASecond?: number };

/** A step, with the mean loss of it and of the steps just before. */
export type StepMark = Omit<StepLine, 'empty_micro_batches'> & {
  readonly tokensASecond?: number;
  readonly mean: number;
};

/** The marks of a curve. */
export interface LossMarks {
  readonly steps: readonly StepMark[];
  readonly heldOut: readonly EvaluationLine[];
  /** The evaluation with the lowest loss, the first of equal ones; `null` where there is none. */
  readonly lowest: EvaluationLine | null;
  /** Steps that the mean is taken over. */
  readonly window: number;
}

/**
 * Sorts the lines of a log into marks; a step that had no token to learn has no loss, and no mark.
 * @throws RangeError where no line is of a step, or the window is not an integer from 1.
 */
export function lossMarks(lines: readonly CurveLine[], window: number): LossMarks {
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

/** At most so many marks and the last one, evenly spread: every second, every third and so on. */
export function thinOut<Mark>(marks: readonly Mark[], most: number): Mark[] {
  const stride = Math.ceil(marks.length / most);
  return marks.filter((_, index) => index % stride === 0 || index === marks.length - 1);
}
