import type { CausalExample, Seq2SeqExample } from './example.js';
import type { MemoryOptions } from './memory-estimate.js';

/** The size of the largest micro-batch that examples can make: as many of the longest as fit into one. */
export function largestBatch(
  examples: readonly (CausalExample | Seq2SeqExample)[],
  { batchSize, padToMultiple }: { readonly batchSize: number; readonly padToMultiple: number },
): Pick<MemoryOptions, 'rows' | 'time' | 'learnt'> {
  const rows = Math.min(batchSize, examples.length);
  const pad = (length: number): number => Math.ceil(length / padToMultiple) * padToMultiple;
  let [time, learnt] = [0, 0];
  for (const example of examples) {
    const [read, said] =
      'ids' in example
        ? [pad(example.ids.length), example.labels.filter((label) => label >= 0).length]
        : [pad(example.source.length) + pad(example.target.length), example.target.length];
    time = Math.max(time, read);
    learnt = Math.max(learnt, said);
  }
  return { rows, time, learnt: rows * learnt };
}
