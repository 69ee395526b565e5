/** Examples to tune on, as token ids: what encoding gives and the trainer reads. */

/** One instruction and response for a causal model. */
export interface CausalExample {
  /** The whole text, prompt and response and end-of-text token. */
  readonly ids: readonly number[];
  /** For each token the id to be learnt at its place, or −100 where nothing is to be learnt. */
  readonly labels: readonly number[];
}

/** One instruction and response for an encoder-decoder model. */
export interface Seq2SeqExample {
  readonly source: readonly number[];
  readonly target: readonly number[];
}

/** Label of a place at which nothing is learnt, as PyTorch's cross-entropy has it. */
export const IGNORED = -100;

/**
 * An example for a causal model, kept in a quarter of the memory; `ids` and `labels` are made when they are read.
 * @param promptLength tokens at the beginning that are given, not learnt, in 0..number of ids.
 */
export function packCausal(ids: readonly number[], promptLength: number): CausalExample {
  const packed = Int32Array.from(ids);
  return {
    get ids() {
      return Array.from(packed);
    },
    get labels() {
      return Array.from(packed, (id, place) => (place < promptLength ? IGNORED : id));
    },
  };
}

/** An example for an encoder-decoder model, kept in half of the memory. */
export function packSeq2Seq(source: readonly number[], target: readonly number[]): Seq2SeqExample {
  const [packedSource, packedTarget] = [Int32Array.from(source), Int32Array.from(target)];
  return {
    get source() {
      return Array.from(packedSource);
    },
    get target() {
      return Array.from(packedTarget);
    },
  };
}

/** Tokens of an example that decide its batch: the whole text, or the source, as transformers counts `input_ids`. */
export function exampleLength(example: CausalExample | Seq2SeqExample): number {
  return 'ids' in example ? example.ids.length : example.source.length;
}

/** Labels of a text that are learnt: nothing comes before the first token that could predict it. */
export function learntLabels({ labels }: CausalExample): number[] {
  return labels.slice(1).filter((label) => label !== IGNORED);
}

/** Tokens of an example that are learnt; 0 where a prompt fills its row or a target is empty. */
export function learntTokens(example: CausalExample | Seq2SeqExample): number {
  return 'ids' in example ? learntLabels(example).length : example.target.length;
}
