/** What the micro-batches of a step teach, and how much each counts. */
import type { ExampleReader } from './reader.js';

/**
 * The examples of a batch, each of which is checked, that have a token to learn. The others need not be read: rows of a
 * batch know nothing of one another.
 */
export function whatTeaches<Example>(
  examples: readonly Example[],
  reader: ExampleReader<Example>,
): Example[] {
  if (examples.length === 0) throw new RangeError('createStepper: a batch must have an example, got none');
  for (const example of examples) reader.check(example);
  return examples.filter((example) => reader.labels([example]).length > 0);
}

/**
 * The weight of each micro-batch's mean loss in that of the step; they sum to 1. One without a token to learn has none,
 * as if the step were without it. Deviation: by micro-batch PyTorch's mean over no token is NaN there, and so is the
 * step; by token transformers 5.23 gives the same as here.
 */
export function accumulationShares(counts: readonly number[], norm: 'micro-batch' | 'token'): number[] {
  if (counts.length === 0) throw new RangeError('createStepper: a step must have a batch, got none');
  const weights = counts.map((count) => (norm === 'token' ? count : Math.sign(count)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total === 0 ? 0 : weight / total));
}
