import { checkInteger } from '../../base/check-integer.js';

/** How the learning rate goes. */
export interface ScheduleOptions {
  /** The highest rate, above 0. */
  readonly learningRate: number;
  /** Steps in all, from 1. */
  readonly steps: number;
  /** Steps over which the rate rises from 0, in 0..steps (default: 0). */
  readonly warmup?: number;
}

/**
 * The learning rate of a step: a straight rise over the warm-up, then a straight fall that would reach 0 one step
 * after the last.
 * @param step from 0.
 * @throws RangeError where an argument is out of range.
 * Source: transformers' `get_linear_schedule_with_warmup`.
 */
export function linearSchedule(step: number, { learningRate, steps, warmup = 0 }: ScheduleOptions): number {
  if (!(learningRate > 0 && learningRate < Infinity)) {
    throw new RangeError(`linearSchedule: learningRate must be above 0, got ${learningRate}`);
  }
  checkInteger('linearSchedule: steps', steps, 1, Number.MAX_SAFE_INTEGER);
  checkInteger('linearSchedule: warmup', warmup, 0, steps);
  checkInteger('linearSchedule: step', step, 0, Number.MAX_SAFE_INTEGER);
  if (step < warmup) return (learningRate * step) / warmup;
  // A warm-up over all steps leaves nothing to fall along.
  return learningRate * Math.max(0, (steps - step) / Math.max(1, steps - warmup));
}
