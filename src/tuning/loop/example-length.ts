import { type CausalExample, IGNORED, type Seq2SeqExample } from '../../corpus/encoding/example.js';

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
