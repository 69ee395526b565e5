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

/**
 * Steps in which the learning rate rises.
 * Source: `TrainingArguments.get_warmup_steps` of transformers 5.23.
 * @param warmup steps, or below 1 the share of all steps, rounded up; at least 0.
 * @param steps of the run.
 * @throws RangeError where the warm-up is negative, no number, or longer than the run.
 */
export function warmupSteps(warmup: number, steps: number): number {
  const count = warmup < 1 ? Math.ceil(steps * warmup) : Math.floor(warmup);
  if (!(count >= 0 && count <= steps)) {
    throw new RangeError(`warmupSteps: warmup must be 0 at least and ${steps} steps at most, got ${warmup}`);
  }
  return count;
}
