import type { CausalExample, Seq2SeqExample } from './example.js';
import type { MemoryOptions } from './memory-estimate.js';

/** The size of the largest micro-batch that examples can make: as many of the longest as fit into one. */
export function largestBatch(
  examples: readonly (CausalExample | Seq2SeqExample)[],
  { batchSize, padToMultiple }: { readonly batchSize: number; readonly padToMultiple: number },
): Pick<MemoryOptions, 'rows' | 'time' | 'sourceTime' | 'learnt'> {
  const rows = Math.min(batchSize, examples.length);
  const pad = (length: number): number => Math.ceil(length / padToMultiple) * padToMultiple;
  let [time, sourceTime, learnt] = [0, 0, 0];
  for (const example of examples) {
    const [read, source, said] =
      'ids' in example
        ? [example.ids.length, 0, example.labels.filter((label) => label >= 0).length]
        : [example.target.length, example.source.length, example.target.length];
    time = Math.max(time, pad(read));
    sourceTime = Math.max(sourceTime, pad(source));
    learnt = Math.max(learnt, said);
  }
  return { rows, time, sourceTime, learnt: rows * learnt };
}
