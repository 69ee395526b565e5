/** Loading a model's weights, and an adapter's into them. */
import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import type { LongWork } from '../records/long-work.js';
import { type Checkpoint, openCheckpoint } from './checkpoint/open-checkpoint.js';
import { familyOf, type ModelConfig, weightShapes } from './families/families.js';
import type { WeightShape } from './families/family.js';
import { readModelConfig } from './families/read-model-config.js';
import type { LanguageModel } from './language-model.js';
import { mergeAdapter } from './lora/merge-adapter.js';
import { readAdapter } from './lora/read-adapter.js';
import type { Network } from './network.js';
import { resizeVocabulary } from './vocabulary-weights.js';
import { plainNetwork, type Weights } from './weights.js';

/** How weights are read. */
export interface ReadWeightsOptions extends LongWork {
  /** Whether a tied head is the embeddings whatever else the files hold for it, as in lm-eval (default: no). */
  readonly keepsTied?: boolean | undefined;
}

/** What to load. */
export interface LoadModelOptions extends LongWork {
  /** Folder of a LoRA adapter as PEFT saves it, which is merged into the weights (default: none). */
  readonly adapter?: string | undefined;
  /**
   * Tokens of the tokenizer, where the model is wanted as lm-eval evaluates it: a tied head stays tied whatever the
   * files hold, and with an adapter the vocabulary has a row for each token, no more and no less (default: the model
   * as transformers and PEFT load it).
   */
  readonly harnessTokens?: number | undefined;
}

/**
 * Loads a model from a folder as transformers saves it: `config.json` and safetensors, single or in shards.
 * Weights are float32 in memory, whatever they are in the file. A backend must have been started.
 * @throws Error with the path where a file is missing, malformed, or lacks a weight, or a weight has another shape;
 * the signal's reason where it is aborted. Nothing stays in memory then.
 */
export async function loadModel(
  folder: string,
  { adapter, harnessTokens, ...work }: LoadModelOptions = {},
): Promise<LanguageModel> {
  const config = readModelConfig(folder);
  const weights = await readWeights(folder, config, { keepsTied: harnessTokens !== undefined, ...work });
  const network = plainNetwork(weights);
  if (adapter === undefined) return createModel(config, network, weights);
  const vocabularySize = harnessTokens ?? config.vocabularySize;
  try {
    mergeAdapter(weights, config, readAdapter(adapter, config));
    if (vocabularySize !== config.vocabularySize) resizeVocabulary(weights, config, vocabularySize);
  } catch (error) {
    disposeWeights(weights);
    throw error;
  }
  return createModel({ ...config, vocabularySize }, network, weights);
}

/**
 * The model of a configuration whose layers are computed by `network`; `weights` are those that it frees. The forward
 * pass of its family is loaded first.
 */
export async function createModel(
  config: ModelConfig,
  network: Network,
  weights: Weights,
): Promise<LanguageModel> {
  const family = familyOf(config);
  const shared = {
    config,
    vocabularySize: config.vocabularySize,
    head: (states: tf.Tensor2D) => network.unembed(family.head, states),
    dispose: () => disposeWeights(weights),
  };
  if (family.kind === 'causal') {
    const pass = await family.load();
    return { ...shared, kind: family.kind, hidden: (rows) => pass.hidden(network, config, rows) };
  }
  const pass = await family.load();
  return {
    ...shared,
    kind: family.kind,
    decoderStartId: family.decoderStartId(config),
    encode: (source) => pass.encode(network, config, source),
    decode: (rows, source) => pass.decode(network, config, rows, source),
  };
}

/**
 * Reads all weights, one after the other, so that memory holds them and one tensor more at most. The caller owns
 * them; tuning reads them so, since it changes how layers are computed.
 * @throws as `loadModel`.
 */
export async function readWeights(
  folder: string,
  config: ModelConfig,
  { keepsTied = false, signal, onProgress }: ReadWeightsOptions = {},
): Promise<Map<string, tf.Tensor>> {
  const shapes = weightShapes(config);
  const weights = new Map<string, tf.Tensor>();
  const checkpoint = openCheckpoint(folder);
  try {
    for (const [index, shape] of shapes.entries()) {
      await setImmediate();
      signal?.throwIfAborted();
      const standIn = weights.get(shape.otherwise ?? '');
      weights.set(
        shape.name,
        standIn === undefined
          ? readWeight(checkpoint, withTwin(shape, shapes, checkpoint), folder)
          : readTied(checkpoint, shape, folder, keepsTied, standIn),
      );
      onProgress?.({ label: 'load model', done: index + 1, total: shapes.length, unit: 'tensors' });
    }
    return weights;
  } catch (error) {
    disposeWeights(weights);
    throw error;
  } finally {
    checkpoint.close();
  }
}

/**
 * A weight that is to be another one: that one itself, so that it is held and learnt once, unless the checkpoint has
 * other numbers for it. Source: transformers 5.23, `PreTrainedModel.tie_weights`.
 */
function readTied(
  checkpoint: Checkpoint,
  shape: WeightShape,
  folder: string,
  keepsTied: boolean,
  standIn: tf.Tensor,
): tf.Tensor {
  if (!checkpoint.has(shape.name)) return standIn;
  const weight = readWeight(checkpoint, shape, folder);
  const isSame = keepsTied || tf.tidy(() => tf.all(tf.equal(weight, standIn)).dataSync()[0] === 1);
  if (!isSame) return weight;
  weight.dispose();
  return standIn;
}

/** The weight itself, or where the checkpoint has only its twin, a head that is tied to it, that one. */
function withTwin(shape: WeightShape, shapes: readonly WeightShape[], checkpoint: Checkpoint): WeightShape {
  const twin = shapes.find(({ otherwise }) => otherwise === shape.name);
  return twin === undefined || storedName(shape, checkpoint) !== null ? shape : twin;
}

function storedName({ name, aliases = [] }: WeightShape, checkpoint: Checkpoint): string | null {
  return [name, ...aliases].find((candidate) => checkpoint.has(candidate)) ?? null;
}

/** One weight as the formulas want it: float32, and [in, out] for linear layers. */
function readWeight(checkpoint: Checkpoint, wanted: WeightShape, folder: string): tf.Tensor {
  const { name, shape, kind } = wanted;
  const stored = storedName(wanted, checkpoint);
  if (stored === null) throw new Error(`loadModel: ${folder} must hold the weight ${name}, got none`);
  const { data, shape: found } = checkpoint.read(stored);
  if (found.join() !== shape.join() || !(data instanceof Float32Array)) {
    throw new Error(
      `loadModel: ${stored} in ${folder} must be [${shape.join(', ')}] numbers with a fraction, got [${found.join(', ')}]`,
    );
  }
  return tf.tidy(() => {
    const weight = tf.tensor(data, [...shape]);
    return kind === 'linear' ? tf.transpose(weight) : weight; // [in, out] for linear layers
  });
}

/** Frees weights that `readWeights` gave. */
export function disposeWeights(weights: Weights): void {
  for (const weight of weights.values()) weight.dispose();
}
