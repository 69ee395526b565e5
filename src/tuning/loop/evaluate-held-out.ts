import { setImmediate } from 'node:timers/promises';
import { type CausalExample, exampleLength, type Seq2SeqExample } from '../../corpus/encoding/example.js';
import type { LongWork } from '../../records/long-work.js';
import type { Stepper } from './stepper.js';

/**
 * Mean loss of a learnt token of examples, with nothing dropped and nothing learnt. Examples of about the same length
 * come together, so that little is padded.
 * @param batchSize examples at a time.
 * @throws RangeError where no token is learnt; the signal's reason where it is aborted.
 */
export async function evaluateHeldOut<Example extends CausalExample | Seq2SeqExample>(
  stepper: Pick<Stepper<Example>, 'evaluate'>,
  examples: readonly Example[],
  batchSize: number,
  { signal, onProgress }: LongWork = {},
): Promise<number> {
  const sorted = examples
    .map((example) => ({ example, length: exampleLength(example) }))
    .sort((a, b) => b.length - a.length)
    .map(({ example }) => example);
  let [lossSum, tokens] = [0, 0];
  for (let done = 0; done < sorted.length; done += batchSize) {
    await setImmediate();
    signal?.throwIfAborted();
    const batch = stepper.evaluate(sorted.slice(done, done + batchSize));
    lossSum += batch.lossSum;
    tokens += batch.tokens;
    onProgress?.({
      label: 'evaluate',
      done: Math.min(done + batchSize, sorted.length),
      total: sorted.length,
      unit: 'pairs',
    });
  }
  if (tokens === 0) throw new RangeError('evaluateHeldOut: examples must have tokens to be learnt, got none');
  return lossSum / tokens;
}
