/** What blocks of layers keep in tuning, counted in numbers from what their formulas save for the way back. */

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

/** Sizes of a decoder's blocks, and the shares that they drop. */
interface DecoderSizes {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  /** Width inside the feed-forward layers. */
  readonly innerWidth: number;
  readonly attentionDropout: number;
  /** Share dropped of what attention and feed-forward layers give. */
  readonly residualDropout: number;
}

/** Blocks as BLOOM's and GPT-2's: fused attention and two feed-forward layers, each behind a layer norm. */
export function decoderBlockMemory(
  { layers, width, heads, innerWidth, attentionDropout, residualDropout }: DecoderSizes,
  { rows, time }: BatchSize,
  { isTrained, isFused }: BlockOptions,
): BlockMemory[] {
  // Frozen: inputs of both norms; the projection, its three parts, and what the heads give. Trained, for both norms
  // and four layers too: what is standardised and scaled, and the layers' inputs and products.
  // In one operation attention keeps neither the three parts nor its weights, but it cannot drop any of these; a norm
  // in one keeps no standardised rows.
  const isAttentionFused = isFused && attentionDropout === 0;
  const spared = (isAttentionFused ? 3 : 0) + (isFused && isTrained ? 2 : 0);
  const widths = (isTrained ? 18 : 9) - spared + (residualDropout > 0 ? 4 : 0);
  const inners = isTrained ? 3 : 1;
  const weights = isAttentionFused ? 0 : attentionDropout > 0 ? 2 : 1;
  const perToken = widths * width + inners * innerWidth + weights * heads * time;
  return [{ count: layers, input: rows * time * width, kept: rows * time * perToken }];
}
