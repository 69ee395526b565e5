import type { CausalExample, Seq2SeqExample } from './example.js';

/** Tokens of an example that decide its batch: the whole text, or the source, as transformers counts `input_ids`. */
export function exampleLength(example: CausalExample | Seq2SeqExample): number {
  return 'ids' in example ? example.ids.length : example.source.length;
}
