/** Settings of AdamW. */
export interface AdamWOptions {
  /** Shares of the old moments that stay, each in 0..1 (default: 0.9 and 0.999). */
  readonly betas?: readonly [first: number, second: number];
  /** Added to the root of the second moment (default: 1e-8). */
  readonly epsilon?: number;
  /** Share of a parameter that is taken off per step and unit of the learning rate (default: 0). */
  readonly weightDecay?: number;
}

/** What AdamW does in one step. */
export interface AdamWStep extends Required<AdamWOptions> {
  readonly learningRate: number;
  /** Which step it is, from 1: the first ones are corrected for moments that begin at 0. */
  readonly step: number;
  /** Factor of the gradients, from clipping. */
  readonly gradientFactor: number;
}

/** One parameter with what is known of its gradients; all arrays are of one length. */
export interface MovedParameter {
  readonly data: Float32Array;
  /** Running means of the gradient and of its square. */
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/**
 * Moves a parameter and its moments in place, in one pass over the numbers.
 * @param gradient of the same length.
 * Source: Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 2, as PyTorch 2.13's `AdamW` computes it; sums are
 * in double precision and rounded once, where PyTorch rounds after each operation.
 */
export function moveByAdamW(
  { data, first, second }: MovedParameter,
  gradient: Float32Array,
  { learningRate, step, gradientFactor, betas: [beta1, beta2], epsilon, weightDecay }: AdamWStep,
): void {
  const kept = 1 - learningRate * weightDecay;
  const stepSize = learningRate / (1 - beta1 ** step);
  const secondCorrection = Math.sqrt(1 - beta2 ** step);
  for (let index = 0; index < data.length; index += 1) {
    const slope = (gradient[index] ?? 0) * gradientFactor;
    const mean = beta1 * (first[index] ?? 0) + (1 - beta1) * slope;
    const square = beta2 * (second[index] ?? 0) + (1 - beta2) * slope * slope;
    first[index] = mean;
    second[index] = square;
    data[index] =
      (data[index] ?? 0) * kept - (stepSize * mean) / (Math.sqrt(square) / secondCorrection + epsilon);
  }
}
