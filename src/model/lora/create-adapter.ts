import { checkInteger } from '../../base/check-integer.js';
import { NumpyRandom } from '../../base/random/numpy-random.js';
import { familyOf, linearWeights, type ModelConfig } from '../families/families.js';
import { type Adapter, type AdapterTensor, downName, upName } from './adapter.js';
import type { AdapterConfig } from './adapter-config.js';
import { defaultTargets, targetLayers } from './target-modules.js';

/** How an adapter is made; defaults are those of the paper's authors. */
export interface CreateAdapterOptions {
  /** Width between the two matrices, from 1 (default: 64). */
  readonly rank?: number;
  /** Factor of the addition before it is divided by the rank, above 0 (default: 16). */
  readonly alpha?: number;
  /** Share dropped of the adapter's input in training, in 0..1 (default: 0.05). */
  readonly dropout?: number;
  /** Layers to change (default: PEFT's for the model). */
  readonly targetModules?: readonly string[] | string;
  /** Name of the model, for whoever loads the adapter later (default: none). */
  readonly baseModel?: string | null;
  /** Seed of the matrices A, an integer in 0..2³²−1 (default: 42). */
  readonly seed?: number;
}

/** More than any layer is wide. */
const MOST_RANK = 65_536;

/**
 * A new adapter, which changes nothing yet: A is uniform in ±1/√in and B is zero.
 * @throws RangeError where an option is out of range; Error where the targets, or one of several, match no layer.
 * Source: Hu et al. 2021 (arXiv 2106.09685), section 4.1; the spread of A is PEFT's, kaiming-uniform with a = √5.
 * The numbers are drawn from NumPy's stream, not PyTorch's.
 */
export function createAdapter(
  model: ModelConfig,
  {
    rank = 64,
    alpha = 16,
    dropout = 0.05,
    targetModules = defaultTargets(model),
    baseModel = null,
    seed = 42,
  }: CreateAdapterOptions = {},
): Adapter {
  checkInteger('createAdapter: rank', rank, 1, MOST_RANK);
  if (!(alpha > 0 && alpha < Infinity)) {
    throw new RangeError(`createAdapter: alpha must be above 0, got ${alpha}`);
  }
  if (!(dropout >= 0 && dropout < 1)) {
    throw new RangeError(`createAdapter: dropout must be in 0..1 and below 1, got ${dropout}`);
  }
  // PEFT is content where one of several targets matches; but who names layers to tune means each of them.
  if (typeof targetModules !== 'string') for (const target of targetModules) targetLayers(model, [target]);
  const random = new NumpyRandom(seed);
  const tensors = targetLayers(model, targetModules).flatMap(
    ({ name, input, output }): [string, AdapterTensor][] => [
      [downName(name), { shape: [rank, input], data: uniform(random, rank * input, 1 / Math.sqrt(input)) }],
      [upName(name), { shape: [output, rank], data: new Float32Array(output * rank) }],
    ],
  );
  const config: AdapterConfig = {
    baseModel,
    task: familyOf(model).kind === 'seq2seq' ? 'SEQ_2_SEQ_LM' : 'CAUSAL_LM',
    rank,
    alpha,
    dropout,
    targetModules,
    isRankStabilised: false,
    isFanInFanOut: linearWeights(model).some(({ kind }) => kind === 'conv1d'),
  };
  return { config, tensors: new Map(tensors) };
}

/** Numbers in ±bound. */
function uniform(random: NumpyRandom, length: number, bound: number): Float32Array {
  return Float32Array.from({ length }, () => (2 * random.random() - 1) * bound);
}
