/** A model as tuning computes it: as it stands for measuring, and with dropout and blocks of one's choice for learning. */
import * as tf from '@tensorflow/tfjs-core';
import type { SmallFastCounter } from '../../base/random/small-fast-counter.js';
import { linearWeights, type ModelConfig } from '../../model/families/families.js';
import type { LanguageModel } from '../../model/language-model.js';
import { drawDropoutMask } from '../../model/layers/dropout.js';
import { createModel } from '../../model/load-model.js';
import type { Adapter } from '../../model/lora/adapter.js';
import { loraNetwork } from '../../model/lora/lora-network.js';
import type { Network } from '../../model/network.js';
import { transposeWeights } from '../../model/transposed-weights.js';
import { headName } from '../../model/vocabulary-weights.js';
import { plainNetwork, trainedNetwork, type Weights, weightOf } from '../../model/weights.js';
import { recomputeBlock } from './recompute-block.js';

/** A model to tune: what `readModelConfig` and `readWeights` give. */
export interface TunedModel {
  readonly config: ModelConfig;
  /** Read, never changed; the caller owns them. */
  readonly weights: Weights;
}

/** What is learnt, and how. */
export interface LearnableOptions {
  /** The adapter's tensors or the model's weights; others may take their place between steps. */
  readonly parameters: Weights;
  /** Draws what is dropped. */
  readonly random: SmallFastCounter;
  /** Whether blocks are computed again on the way back. */
  readonly gradientCheckpointing: boolean;
}

/** One model twice; both read the parameters as they stand. */
export interface LearnableModels {
  /** Drops nothing. */
  readonly reading: LanguageModel;
  /** Drops what training is to drop. */
  readonly learning: LanguageModel;
  /** The head, [vocabulary, width], and where it is kept so [width, vocabulary]. */
  readonly head: () => { readonly vectors: tf.Tensor2D; readonly transposed: tf.Tensor2D | undefined };
  /** Frees what was made beside weights and parameters. */
  readonly dispose: () => void;
}

/**
 * Models whose parameters are learnt.
 * @param adapter what is learnt beside the model; `null` where the parameters are all its weights.
 * @throws Error where the model has no head.
 */
export async function learnableModels(
  { config, weights }: TunedModel,
  adapter: Adapter | null,
  { parameters, random, gradientCheckpointing }: LearnableOptions,
): Promise<LearnableModels> {
  const nameOfHead = headName(config, weights);
  const fixed = adapter === null ? [] : [...linearWeights(config).map(({ name }) => name), nameOfHead];
  const transposed = transposeWeights(weights, fixed);
  const base = adapter === null ? trainedNetwork(parameters) : plainNetwork(weights, transposed);
  const block = gradientCheckpointing ? recomputeBlock(parameters, random) : base.block;
  const create = (network: Network) =>
    createModel(
      config,
      adapter === null ? network : loraNetwork(network, adapter.config, parameters),
      weights,
    );
  return {
    reading: await create(base),
    learning: await create({ ...base, block, dropoutMask: drawDropoutMask(random) }),
    head: () => ({
      vectors: weightOf(adapter === null ? parameters : weights, nameOfHead) as tf.Tensor2D,
      transposed: transposed.get(nameOfHead),
    }),
    dispose: () => tf.dispose([...transposed.values()]),
  };
}
