import { type CausalExample, learntTokens, type Seq2SeqExample } from '../../corpus/encoding/example.js';
import type { MemoryOptions } from './memory-estimate.js';

/** What one example takes of a batch, in tokens. */
type ExampleSize = Pick<MemoryOptions, 'time' | 'sourceTime' | 'learnt'>;

/**
 * The size of the largest micro-batch that examples can make: as many rows as fit into one, each as long as the longest
 * one and with as many learnt tokens as any has.
 * @param sizes rows of a micro-batch, and the multiple of tokens that rows are filled up to, both from 1.
 */
export function largestBatch(
  examples: readonly (CausalExample | Seq2SeqExample)[],
  { batchSize, padToMultiple }: { readonly batchSize: number; readonly padToMultiple: number },
): ExampleSize & Pick<MemoryOptions, 'rows'> {
  const rows = Math.min(batchSize, examples.length);
  const pad = (length: number): number => Math.ceil(length / padToMultiple) * padToMultiple;
  let [time, sourceTime, learnt] = [0, 0, 0];
  for (const example of examples) {
    const size = exampleSize(example);
    time = Math.max(time, pad(size.time));
    sourceTime = Math.max(sourceTime, pad(size.sourceTime));
    learnt = Math.max(learnt, size.learnt);
  }
  return { rows, time, sourceTime, learnt: rows * learnt };
}

/** A decoder does not read the last token, which predicts nothing; that of T5 reads a start token in its place. */
function exampleSize(example: CausalExample | Seq2SeqExample): ExampleSize {
  return 'ids' in example
    ? { time: example.ids.length - 1, sourceTime: 0, learnt: learntTokens(example) }
    : { time: example.target.length, sourceTime: example.source.length, learnt: learntTokens(example) };
}
