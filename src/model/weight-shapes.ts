import { bloomWeights } from './bloom.js';
import type { ModelConfig } from './config/model-config.js';
import { gpt2Weights } from './gpt2.js';
import type { WeightShape } from './network.js';
import { t5Weights } from './t5.js';

/** Every weight of a model of this configuration. */
export function weightShapes(config: ModelConfig): WeightShape[] {
  switch (config.kind) {
    case 'bloom':
      return bloomWeights(config);
    case 'gpt2':
      return gpt2Weights(config);
    case 't5':
      return t5Weights(config);
  }
}
