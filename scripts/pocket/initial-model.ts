/** The pocket model before it has learnt anything. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NumpyRandom } from '../../src/base/random/numpy-random.js';
import { writeSafetensors } from '../../src/model/checkpoint/write-safetensors.js';
import { weightShapes } from '../../src/model/families/families.js';
import { readModelConfig } from '../../src/model/families/read-model-config.js';

/** Standard deviation of BLOOM's initial weights. */
const SPREAD = 0.08;

/** `config.json` of the pocket model, as transformers reads it. */
export const POCKET_CONFIG: Readonly<Record<string, unknown>> = {
  architectures: ['BloomForCausalLM'],
  apply_residual_connection_post_layernorm: false,
  attention_dropout: 0,
  bos_token_id: 1,
  dtype: 'float32',
  eos_token_id: 2,
  hidden_dropout: 0,
  hidden_size: 128,
  initializer_range: SPREAD,
  layer_norm_epsilon: 1e-5,
  model_type: 'bloom',
  n_head: 8,
  n_layer: 3,
  pad_token_id: 3,
  pretraining_tp: 1,
  slow_but_exact: false,
  tie_word_embeddings: true,
  use_cache: true,
  vocab_size: 3000,
};

/**
 * Writes `config.json` and `model.safetensors` with weights drawn as transformers draws BLOOM's: matrices from a normal
 * distribution, norms one, biases zero.
 * @param folder that exists.
 * @param seed integer in 0..2³²−1.
 */
export function writeInitialModel(folder: string, seed: number): void {
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify(POCKET_CONFIG, null, 2)}\n`);
  const random = new NumpyRandom(seed);
  const tensors = weightShapes(readModelConfig(folder)).map(({ name, shape, kind }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const data = new Float32Array(size);
    if (kind !== 'vector') for (let place = 0; place < size; place++) data[place] = SPREAD * normal(random);
    else if (name.endsWith('.weight')) data.fill(1);
    return [name, { shape, data }] as const;
  });
  writeSafetensors(join(folder, 'model.safetensors'), new Map(tensors), { metadata: { format: 'pt' } });
}

/** A number of the standard normal distribution (Box and Muller 1958). */
function normal(random: NumpyRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.random())) * Math.cos(2 * Math.PI * random.random());
}
