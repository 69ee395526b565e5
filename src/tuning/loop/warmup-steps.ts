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
