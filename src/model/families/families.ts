/** The families of models that can be computed. */
import { type BloomConfig, bloom } from './bloom.js';
import type { Family, WeightShape } from './family.js';
import { type Gpt2Config, gpt2 } from './gpt2.js';
import { t5 } from './t5.js';
import type { T5Config } from './t5-config.js';

/** What is known of a model that can be computed. */
export type ModelConfig = BloomConfig | Gpt2Config | T5Config;

/** By the name that a configuration has for its family; each is only asked about configurations of its own. */
export const FAMILIES: Readonly<Record<ModelConfig['kind'], Family<ModelConfig>>> = {
  bloom: { ...bloom, load: () => import('./bloom-forward.js') },
  gpt2: { ...gpt2, load: () => import('./gpt2-forward.js') },
  t5: { ...t5, load: () => import('./t5-forward.js') },
};

/** The family of a model. */
export function familyOf({ kind }: Pick<ModelConfig, 'kind'>): Family<ModelConfig> {
  return FAMILIES[kind];
}

/** The family that a `config.json` names by its `model_type`, if it is one of ours. */
export function familyOfType(modelType: unknown): Family<ModelConfig> | undefined {
  return Object.values(FAMILIES).find(({ modelTypes }) => modelTypes.some((known) => known === modelType));
}

/** Every weight of a model of this configuration. */
export function weightShapes(config: ModelConfig): WeightShape[] {
  return familyOf(config).weights(config);
}

/** The weights of a model's linear layers, of which the head is none. */
export function linearWeights(config: ModelConfig): WeightShape[] {
  return weightShapes(config).filter(({ kind }) => kind === 'linear' || kind === 'conv1d');
}
