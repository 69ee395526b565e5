/** Learning by AdamW: an adapter's tensors while the model stays as it is, or all weights of a model. */
import * as tf from '@tensorflow/tfjs-core';
import { checkInteger } from '../../base/check-integer.js';
import { SmallFastCounter } from '../../base/random/small-fast-counter.js';
import type { CausalExample, Seq2SeqExample } from '../../corpus/encoding/example.js';
import type { Adapter } from '../../model/lora/adapter.js';
import { weightArrays } from '../../model/weights.js';
import type { SavedTensor, Stepper } from '../loop/stepper.js';
import { accumulationShares, whatTeaches } from './accumulation.js';
import type { AdamWOptions } from './adamw.js';
import { causalReader } from './causal-reader.js';
import { clipFactor, globalNorm } from './clip-gradients.js';
import { headLoss, summedLoss } from './head-loss.js';
import { learnableModels, type TunedModel } from './learnable-models.js';
import { Parameters } from './parameters.js';
import type { ExampleReader } from './reader.js';
import { seq2seqReader } from './seq2seq-reader.js';
import { freeGradientsInTurn } from './tape.js';

/** How a step is made. */
export interface StepperOptions extends AdamWOptions {
  /** Largest norm of the whole gradient, above 0, or `null` for no limit (default: 1). */
  readonly clip?: number | null;
  /** Whether micro-batches count alike or by their learnt tokens (default: `micro-batch`). */
  readonly accumulationNorm?: 'micro-batch' | 'token';
  /** Rows are filled up to a multiple of so many tokens, from 1 (default: 8). */
  readonly padToMultiple?: number;
  /** Seed of what is dropped, an integer in 0..2³²−1 (default: 42). */
  readonly seed?: number;
  /** Whether blocks are computed again on the way back, for less memory (default: they keep what is needed there). */
  readonly gradientCheckpointing?: boolean;
}

/** A stepper that tells what it has learnt. */
export interface LearningStepper<Example extends CausalExample | Seq2SeqExample> extends Stepper<Example> {
  /** Copies of what is learnt, by name: an adapter's tensors, or a model's weights as `Weights` has them. */
  learnt(): Map<string, SavedTensor>;
}

/**
 * Tunes a decoder, BLOOM or GPT-2: an adapter of it or, where that is `null`, all its weights. Examples without a token
 * to learn, whose prompt fills the row, stay in their micro-batches and add nothing.
 */
export async function createCausalStepper(
  model: TunedModel,
  adapter: Adapter | null,
  options: StepperOptions = {},
): Promise<LearningStepper<CausalExample>> {
  return createStepper(model, adapter, causalReader(model.config, checkedMultiple(options)), options);
}

/**
 * Tunes an encoder with its decoder, mT5: an adapter of it or, where that is `null`, all its weights. Examples with an
 * empty target stay in their micro-batches and add nothing.
 */
export async function createSeq2SeqStepper(
  model: TunedModel,
  adapter: Adapter | null,
  options: StepperOptions = {},
): Promise<LearningStepper<Seq2SeqExample>> {
  return createStepper(model, adapter, seq2seqReader(model.config, checkedMultiple(options)), options);
}

function checkedMultiple({ padToMultiple = 8 }: StepperOptions): number {
  checkInteger('createStepper: padToMultiple', padToMultiple, 1, 2 ** 16);
  return padToMultiple;
}

async function createStepper<Example extends CausalExample | Seq2SeqExample>(
  model: TunedModel,
  adapter: Adapter | null,
  reader: ExampleReader<Example>,
  {
    clip = 1,
    accumulationNorm = 'micro-batch',
    seed = 42,
    betas = [0.9, 0.999],
    epsilon = 1e-8,
    weightDecay = 0,
    gradientCheckpointing = false,
  }: StepperOptions,
): Promise<LearningStepper<Example>> {
  if (clip !== null && !(clip > 0)) {
    throw new RangeError(`createStepper: clip must be above 0 or null, got ${clip}`);
  }
  const random = new SmallFastCounter(seed);
  const parameters = new Parameters(adapter?.tensors ?? weightArrays(model.weights));
  const { reading, learning, head, dispose } = await learnableModels(model, adapter, {
    parameters: parameters.tensors,
    random,
    gradientCheckpointing,
  });
  let updates = 0;

  /** Adds the gradient of the mean loss of examples that each teach something, times a factor; returns the loss. */
  function addGradients(examples: readonly Example[], factor: number): number {
    return tf.tidy(() => {
      const lossOf = () => {
        const hidden = reader.hidden(learning, examples); // [learnt, width]
        const { vectors, transposed } = head();
        const options = { isHeadTrained: adapter === null, transposedHead: transposed };
        const loss = headLoss(hidden, vectors, reader.labels(examples), options);
        freeGradientsInTurn();
        return loss;
      };
      const { value, grads } = tf.valueAndGrads(lossOf)([...parameters.tensors.values()]);
      parameters.addGradients(grads, factor);
      return value.dataSync()[0] ?? Number.NaN;
    });
  }

  return {
    step(microBatches, learningRate) {
      const tokens = microBatches.flat().reduce((sum, example) => sum + reader.countTokens(example), 0);
      const teaching = microBatches.map((examples) => whatTeaches(examples, reader));
      const counts = teaching.map((examples) => reader.labels(examples).length);
      const shares = accumulationShares(counts, accumulationNorm);
      const empty = counts.flatMap((count, index) => (count === 0 ? [index] : []));
      if (empty.length === counts.length) return { loss: null, gradNorm: 0, tokens, empty };
      parameters.clearGradients();
      const losses = teaching.map((examples, index) =>
        examples.length === 0 ? 0 : addGradients(examples, shares[index] ?? 0),
      );
      const loss = losses.reduce((sum, value, index) => sum + value * (shares[index] ?? 0), 0);
      const gradNorm = globalNorm(parameters.gradients());
      if (Number.isFinite(loss) && Number.isFinite(gradNorm)) {
        updates += 1;
        const gradientFactor = clipFactor(gradNorm, clip);
        parameters.move({ learningRate, step: updates, gradientFactor, betas, epsilon, weightDecay });
      }
      return { loss, gradNorm, tokens, empty };
    },
    evaluate(examples) {
      const teaching = whatTeaches(examples, reader);
      const labels = reader.labels(teaching);
      if (labels.length === 0) return { lossSum: 0, tokens: 0 };
      return tf.tidy(() => {
        const { vectors, transposed } = head();
        const lossSum = summedLoss(reader.hidden(reading, teaching), vectors, labels, transposed);
        return { lossSum, tokens: labels.length };
      });
    },
    learnt: () => parameters.values(),
    state: () => ({ tensors: parameters.save(), values: { updates, dropout: random.save() } }),
    restore({ tensors, values }) {
      const { updates: saved, dropout } = values;
      if (!Number.isInteger(saved) || typeof dropout !== 'string') {
        throw new Error(
          `restore: the state must hold the numbers updates and dropout, got ${Object.keys(values).join(', ')}`,
        );
      }
      parameters.restore(tensors);
      random.restore(dropout);
      updates = Number(saved);
    },
    dispose: () => {
      parameters.dispose();
      dispose();
    },
  };
}
