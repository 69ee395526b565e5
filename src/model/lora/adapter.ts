/** A LoRA adapter as a plain record, under the names and in the shapes that PEFT gives its tensors. */
import type { AdapterConfig } from './adapter-config.js';

/** Numbers of one tensor, row by row. */
export interface AdapterTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** An adapter: what it says of itself and its tensors. */
export interface Adapter {
  readonly config: AdapterConfig;
  /** By `downName` [rank, in] and `upName` [out, rank] of each layer that it changes. */
  readonly tensors: ReadonlyMap<string, AdapterTensor>;
}

/** Name of the matrix that a layer's input is multiplied with first, A of the paper: [rank, in]. */
export function downName(layer: string): string {
  return `${layer}.lora_A.weight`;
}

/** Name of the matrix that gives a layer's addition, B of the paper: [out, rank]. */
export function upName(layer: string): string {
  return `${layer}.lora_B.weight`;
}

/** Factor of an adapter's addition: α/r, or α/√r where it is rank-stabilised. */
export function adapterScale({ rank, alpha, isRankStabilised }: AdapterConfig): number {
  return alpha / (isRankStabilised ? Math.sqrt(rank) : rank);
}
