/** How many optimiser steps a run has, and which examples belong to each. */
import { checkInteger } from '../../base/check-integer.js';

/** Sizes that decide the steps of a run. */
export interface PlanOptions {
  /** Times that the whole data is learnt, above 0, also a fraction; `null` where `steps` says how long. */
  readonly epochs: number | null;
  /** Optimiser steps; `null` where `epochs` says how long. */
  readonly steps: number | null;
  /** Examples of a micro-batch. */
  readonly batchSize: number;
  /** Micro-batches of a step. */
  readonly accumulation: number;
}

/** The steps of a run. */
export interface StepPlan {
  /** Optimiser steps in all. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
}

/**
 * Counts the steps. The last step of an epoch takes what is left: fewer micro-batches, the last of them short.
 * Source: transformers 5.23, `Trainer.set_initial_training_values`.
 * @param count examples, at least 1.
 * @throws RangeError where there are no examples, or a size is out of range.
 */
export function planSteps(count: number, { epochs, steps, batchSize, accumulation }: PlanOptions): StepPlan {
  const most = Number.MAX_SAFE_INTEGER;
  checkInteger('planSteps: number of examples', count, 1, most);
  checkInteger('planSteps: batchSize', batchSize, 1, most);
  checkInteger('planSteps: accumulation', accumulation, 1, most);
  const stepsPerEpoch = Math.ceil(Math.ceil(count / batchSize) / accumulation);
  if (steps !== null) {
    checkInteger('planSteps: steps', steps, 1, most);
    return { steps, stepsPerEpoch };
  }
  if (epochs === null || !(epochs > 0 && Number.isFinite(epochs))) {
    throw new RangeError(`planSteps: epochs must be a number above 0, got ${epochs}`);
  }
  return { steps: Math.ceil(epochs * stepsPerEpoch), stepsPerEpoch };
}

/**
 * The micro-batches of one step, cut from the order of its epoch.
 * @param order places of the examples in the order of the epoch.
 * @param step of the epoch, from 0.
 * @returns places, a list a micro-batch.
 */
export function stepBatches(
  order: readonly number[],
  step: number,
  { batchSize, accumulation }: Pick<PlanOptions, 'batchSize' | 'accumulation'>,
): number[][] {
  const stepSize = batchSize * accumulation;
  const places = order.slice(step * stepSize, (step + 1) * stepSize);
  return Array.from({ length: Math.ceil(places.length / batchSize) }, (_, batch) =>
    places.slice(batch * batchSize, (batch + 1) * batchSize),
  );
}
