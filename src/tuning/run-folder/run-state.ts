/** Where a run stands, beside what has been learnt. */
import { z } from 'zod';

/** The lowest loss on the held-out pairs so far. */
export interface BestEvaluation {
  /** Steps that were done then. */
  readonly step: number;
  /** Mean loss of a token. */
  readonly loss: number;
}

/** Where a run stands between two steps. The order of the data, and the schedule, follow from `step`. */
export interface RunState {
  /** Steps done. */
  readonly step: number;
  /** Loss of the last step that had one; `null` before the first. */
  readonly loss: number | null;
  /** Whether the evaluation that is due at this step is done. */
  readonly isEvaluated: boolean;
  /** `null` before the first evaluation. */
  readonly best: BestEvaluation | null;
  /** Evaluations since the best one. */
  readonly worseEvaluations: number;
}

/** Bytes of the run's logs that belong to a state. */
export interface LogSizes {
  readonly lines: number;
  readonly events: number;
}

const Natural = z.int().min(0);

/** The form of a run's state as it is saved. */
export const RunStateForm: z.ZodType<RunState> = z.strictObject({
  step: Natural,
  loss: z.number().nullable(),
  isEvaluated: z.boolean(),
  best: z.strictObject({ step: Natural, loss: z.number() }).nullable(),
  worseEvaluations: Natural,
});

/** The form of the logs' sizes as they are saved. */
export const LogSizesForm: z.ZodType<LogSizes> = z.strictObject({ lines: Natural, events: Natural });

/** Where a run stands before its first step. */
export const START: RunState = { step: 0, loss: null, isEvaluated: false, best: null, worseEvaluations: 0 };
