/** Added to the norm, so that gradients of 0 can be divided by it; PyTorch's. */
const EPSILON = 1e-6;

/** The Euclidean norm of all numbers of some arrays together, summed in double precision. */
export function globalNorm(arrays: Iterable<Float32Array>): number {
  let sum = 0;
  for (const array of arrays) {
    for (let index = 0; index < array.length; index += 1) {
      const value = array[index] ?? 0;
      sum += value * value;
    }
  }
  return Math.sqrt(sum);
}

/**
 * The factor, at most 1, that gradients of this norm are multiplied with so that the norm is at most `clip`.
 * @param norm from 0.
 * @param clip above 0, or `null` for no limit.
 * Source: PyTorch's `torch.nn.utils.clip_grad_norm_`.
 */
export function clipFactor(norm: number, clip: number | null): number {
  return clip === null ? 1 : Math.min(1, clip / (norm + EPSILON));
}
