import type { ModelConfig } from '../families/families.js';

/** Measured fastest on 2 cores, by a little; larger batches only take more memory (bench/evaluation.ts). */
const LARGEST = 1024;
const SMALLEST = 64;
/** Activations of a token that are alive at once, in widths of the model: the feed-forward layer's four and its copies. */
const WIDTHS = 24;
const FLOAT_BYTES = 4;

/**
 * Tokens of a batch that fit into half of the free memory.
 * @param freeBytes what may still be taken once the weights are loaded.
 * @returns tokens, 64..1024.
 */
export function tokenBudget(
  { width, heads }: Pick<ModelConfig, 'width' | 'heads'>,
  freeBytes: number,
): number {
  // In the worst case a batch is one row, and each token has a score for each token in each head, three times over.
  const bytes = (tokens: number) => tokens * FLOAT_BYTES * (WIDTHS * width + 3 * heads * tokens);
  let budget = LARGEST;
  while (budget > SMALLEST && bytes(budget) > freeBytes / 2) budget /= 2;
  return budget;
}
