/** Memory that tuning needs, estimated before it starts. */
import type { ModelConfig } from '../model/config/model-config.js';
import { weightShapes } from '../model/weight-shapes.js';

/** What decides how much is needed. */
export interface MemoryOptions {
  /** Numbers of the adapter; `null` where the model's own weights are learnt. */
  readonly trainable: number | null;
  /** Rows of the largest micro-batch. */
  readonly rows: number;
  /** Tokens of its rows, padding included. */
  readonly time: number;
  /** Tokens that are learnt in it, at most. */
  readonly learnt: number;
}

const FLOAT_BYTES = 4;
/** A learnt number, its gradient, and AdamW's two moments. */
const COPIES_OF_LEARNT = 4;
/** Numbers a token and layer that are kept for the way back, in widths: norms, projections, sums, what is dropped. */
const KEPT_WIDTHS = 14;
/** The same in inner widths: before and after the activation, and its factors. */
const KEPT_INNER_WIDTHS = 3;
/** The same for each pair of tokens and head: scores, weights, what is dropped. */
const KEPT_ATTENTION = 3;
/** Logits, their softmax, and its gradient. */
const KEPT_LOGITS = 3;
/** What TensorFlow's allocator holds beyond what is kept, and the gradients on their way; measured, see below. */
const SLACK = 1.35;

/**
 * Bytes that a run needs at its peak. It is an estimate, meant to be rather too high than too low, from what the formulas
 * keep for the way back. Measured with TensorFlow 2.21 on LoRA steps of BLOOMs at 6×512 (8×128 tokens, vocabulary 50k;
 * 4×384, 8k) and 4×128 (32×64, 8k): 1,000, 1,188 and 352 MB; the estimates are 1,149, 1,325 and 357 MB.
 */
export function estimateMemory(config: ModelConfig, options: MemoryOptions): number {
  const { trainable, rows, time, learnt } = options;
  const weights = weightShapes(config).reduce((sum, { shape }) => sum + product(shape), 0);
  const { layers, innerWidth } = depth(config);
  const perToken = KEPT_WIDTHS * config.width + KEPT_INNER_WIDTHS * innerWidth;
  const kept = layers * rows * time * (perToken + KEPT_ATTENTION * config.heads * time);
  const logits = KEPT_LOGITS * learnt * config.vocabularySize;
  return FLOAT_BYTES * (weights + COPIES_OF_LEARNT * (trainable ?? weights) + SLACK * (kept + logits));
}

/**
 * Refuses a run that cannot fit.
 * @param needed bytes, as `estimateMemory` gives them.
 * @param free bytes, as `freeMemory` gives them.
 * @throws RangeError with both, and what makes a run smaller, where it does not fit.
 */
export function checkMemory(needed: number, free: number): void {
  if (needed <= free) return;
  const [a, b] = [needed, free].map((bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`);
  throw new RangeError(
    `checkMemory: the run must fit into the ${b} of memory that are free, got an estimate of ${a}; a smaller batchSize with more accumulation, a smaller maxLength or a smaller model needs less`,
  );
}

function depth(config: ModelConfig): { layers: number; innerWidth: number } {
  switch (config.kind) {
    case 'bloom':
      return { layers: config.layers, innerWidth: 4 * config.width };
    case 'gpt2':
      return { layers: config.layers, innerWidth: config.innerWidth };
    case 't5':
      return { layers: config.encoderLayers + config.decoderLayers, innerWidth: config.innerWidth };
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}
