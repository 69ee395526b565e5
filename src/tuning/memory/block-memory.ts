/** What blocks of layers keep in tuning, counted in numbers from what their formulas save for the way back. */
import type { BloomConfig, Gpt2Config, ModelConfig, T5Config } from '../../model/families/model-config.js';

/** The largest micro-batch of a run. */
export interface BatchSize {
  readonly rows: number;
  /** Tokens of a row that a decoder reads, padding included. */
  readonly time: number;
  /** Tokens of a row that an encoder reads, padding included; 0 where there is none. */
  readonly sourceTime: number;
}

/** Blocks that are alike. */
export interface BlockMemory {
  readonly count: number;
  /** Numbers that each reads from the block before it. */
  readonly input: number;
  /** Numbers that each keeps for the way back, an adapter's left out. */
  readonly kept: number;
}

/** How the blocks are computed. */
export interface BlockOptions {
  /** Whether the model's own weights are learnt: their gradients need what frozen ones do not. */
  readonly isTrained: boolean;
  /** Whether the backend has our own operations, which keep less. */
  readonly isFused: boolean;
}

/** The blocks of a model. */
export function blockMemory(config: ModelConfig, batch: BatchSize, options: BlockOptions): BlockMemory[] {
  return config.kind === 't5'
    ? encoderDecoderBlocks(config, batch, options)
    : [decoderBlock(config, batch, options)];
}

/** BLOOM and GPT-2 keep the same. */
function decoderBlock(
  config: BloomConfig | Gpt2Config,
  { rows, time }: BatchSize,
  { isTrained, isFused }: BlockOptions,
): BlockMemory {
  const { layers, width, heads, attentionDropout } = config;
  const [inner, dropout] =
    config.kind === 'bloom' ? [4 * width, config.hiddenDropout] : [config.innerWidth, config.residualDropout];
  // Frozen: inputs of both norms; the projection, its three parts, and what the heads give. Trained, for both norms
  // and four layers too: what is standardised and scaled, and the layers' inputs and products.
  // In one operation attention keeps neither the three parts nor its weights, but it cannot drop any of these; a norm
  // in one keeps no standardised rows.
  const isAttentionFused = isFused && attentionDropout === 0;
  const spared = (isAttentionFused ? 3 : 0) + (isFused && isTrained ? 2 : 0);
  const widths = (isTrained ? 18 : 9) - spared + (dropout > 0 ? 4 : 0);
  const inners = isTrained ? 3 : 1;
  const weights = isAttentionFused ? 0 : attentionDropout > 0 ? 2 : 1;
  const perToken = widths * width + inners * inner + weights * heads * time;
  return { count: layers, input: rows * time * width, kept: rows * time * perToken };
}

/** T5 is counted with dropout and gated, as mT5 is; without, it keeps less. */
function encoderDecoderBlocks(
  config: T5Config,
  { rows, time, sourceTime }: BatchSize,
  { isTrained }: BlockOptions,
): BlockMemory[] {
  const { encoderLayers, decoderLayers, width, heads, headSize, innerWidth } = config;
  const size = heads * headSize;
  // What is normalised, what a part gives and its dropout factors; trained, the input of the first layer too.
  const partWidths = (isTrained ? 4 : 3) * width;
  // Query, key and value before and after they are cut into heads, and what the heads give.
  const self = (tokens: number) => rows * tokens * (partWidths + 7 * size + 2 * heads * tokens);
  const cross = rows * (time * (partWidths + 3 * size + 2 * heads * sourceTime) + sourceTime * 4 * size);
  // Both projections, the activation, the product and its dropout factors; trained, what is dropped too.
  const feedForward = (tokens: number) => rows * tokens * (partWidths + (isTrained ? 6 : 5) * innerWidth);
  return [
    {
      count: encoderLayers,
      input: rows * sourceTime * width,
      kept: self(sourceTime) + feedForward(sourceTime),
    },
    { count: decoderLayers, input: rows * time * width, kept: self(time) + cross + feedForward(time) },
  ];
}
