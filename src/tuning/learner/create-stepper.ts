/** Learning by AdamW: an adapter's tensors while the model stays as it is, or all weights of a model. */
import * as tf from '@tensorflow/tfjs-core';
import { checkInteger } from '../../base/check-integer.js';
import { SmallFastCounter } from '../../base/random/small-fast-counter.js';
import type { CausalExample, Seq2SeqExample } from '../../corpus/encoding/example.js';
import { linearWeights, type ModelConfig } from '../../model/families/families.js';
import { drawDropoutMask } from '../../model/layers/dropout.js';
import { createModel } from '../../model/load-model.js';
import type { Adapter } from '../../model/lora/adapter.js';
import { loraNetwork } from '../../model/lora/lora-network.js';
import type { Network } from '../../model/network.js';
import { transposeWeights } from '../../model/transposed-weights.js';
import { headName } from '../../model/vocabulary-weights.js';
import { plainNetwork, trainedNetwork, type Weights, weightArrays, weightOf } from '../../model/weights.js';
import type { SavedTensor, Stepper } from '../loop/stepper.js';
import type { AdamWOptions } from './adamw.js';
import { causalReader } from './causal-reader.js';
import { clipFactor, globalNorm } from './clip-gradients.js';
import { headLoss, summedLoss } from './head-loss.js';
import { Parameters } from './parameters.js';
import type { ExampleReader } from './reader.js';
import { recomputeBlock } from './recompute-block.js';
import { seq2seqReader } from './seq2seq-reader.js';
import { freeGradientsInTurn } from './tape.js';

/** A model to tune: what `readModelConfig` and `readWeights` give. */
export interface TunedModel {
  readonly config: ModelConfig;
  /** Read, never changed; the caller owns them. */
  readonly weights: Weights;
}

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
  { config, weights }: TunedModel,
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
  const parameters = new Parameters(adapter?.tensors ?? weightArrays(weights));
  const nameOfHead = headName(config, weights);
  const fixed = adapter === null ? [] : [...linearWeights(config).map(({ name }) => name), nameOfHead];
  const transposed = transposeWeights(weights, fixed);
  const base = adapter === null ? trainedNetwork(parameters.tensors) : plainNetwork(weights, transposed);
  const withAdapter = (network: Network) =>
    adapter === null ? network : loraNetwork(network, adapter.config, parameters.tensors);
  const reading = await createModel(config, withAdapter(base), weights);
  const block = gradientCheckpointing ? recomputeBlock(parameters.tensors, random) : base.block;
  const learning = await createModel(
    config,
    withAdapter({ ...base, block, dropoutMask: drawDropoutMask(random) }),
    weights,
  );
  const head = () => weightOf(adapter === null ? parameters.tensors : weights, nameOfHead) as tf.Tensor2D;
  const transposedHead = transposed.get(nameOfHead);
  let updates = 0;

  /** Adds the gradient of the mean loss of examples that each teach something, times a factor; returns the loss. */
  function learn(examples: readonly Example[], factor: number): number {
    return tf.tidy(() => {
      const lossOf = () => {
        const hidden = reader.hidden(learning, examples); // [learnt, width]
        const loss = headLoss(hidden, head(), reader.labels(examples), {
          isHeadTrained: adapter === null,
          transposedHead,
        });
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
        examples.length === 0 ? 0 : learn(examples, shares[index] ?? 0),
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
        const lossSum = summedLoss(reader.hidden(reading, teaching), head(), labels, transposedHead);
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
      tf.dispose([...transposed.values()]);
    },
  };
}

/**
 * The examples of a batch, each of which is checked, that have a token to learn. The others need not be read: rows of a
 * batch know nothing of one another.
 */
function whatTeaches<Example>(examples: readonly Example[], reader: ExampleReader<Example>): Example[] {
  if (examples.length === 0) throw new RangeError('createStepper: a batch must have an example, got none');
  for (const example of examples) reader.check(example);
  return examples.filter((example) => reader.labels([example]).length > 0);
}

/**
 * The weight of each micro-batch's mean loss in that of the step; they sum to 1. One without a token to learn has none,
 * as if the step were without it. Deviation: by micro-batch PyTorch's mean over no token is NaN there, and so is the
 * step; by token transformers 5.23 gives the same as here.
 */
function accumulationShares(counts: readonly number[], norm: 'micro-batch' | 'token'): number[] {
  if (counts.length === 0) throw new RangeError('createStepper: a step must have a batch, got none');
  const weights = counts.map((count) => (norm === 'token' ? count : Math.sign(count)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total === 0 ? 0 : weight / total));
}
