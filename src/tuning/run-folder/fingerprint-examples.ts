import { createHash } from 'node:crypto';
import type { CausalExample, Seq2SeqExample } from '../../corpus/encoding/example.js';

/**
 * A text that changes when an example does, or the order of the examples: a resumed run must see the same ones.
 * @returns 64 hexadecimal digits.
 */
export function fingerprintExamples(examples: readonly (CausalExample | Seq2SeqExample)[]): string {
  const hash = createHash('sha256');
  for (const example of examples) {
    const lists = 'ids' in example ? [example.ids, example.labels] : [example.source, example.target];
    for (const list of lists) hash.update(Int32Array.from([list.length, ...list]));
  }
  return hash.digest('hex');
}
