import { bloomWeights } from './families/bloom.js';
import { gpt2Weights } from './families/gpt2.js';
import type { ModelConfig } from './families/model-config.js';
import { t5Weights } from './families/t5.js';
import type { WeightShape } from './network.js';

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
