import type { ModelConfig } from '../model/config/model-config.js';
import { causalRows, paddedLength } from './batch-tensors.js';
import { checkTokens } from './check-tokens.js';
import { type CausalExample, IGNORED } from './example.js';
import type { ExampleReader } from './reader.js';

/**
 * Reads examples with a decoder: each token predicts the next one. The last token of an example predicts nothing,
 * so that the model does not read it.
 * @param padToMultiple rows are filled up to a multiple of so many tokens, from 1.
 */
export function causalReader(config: ModelConfig, padToMultiple: number): ExampleReader<CausalExample> {
  const inputs = (examples: readonly CausalExample[]) => examples.map(({ ids }) => ids.slice(0, -1));
  return {
    check({ ids, labels }) {
      checkTokens('causalReader: an example', ids, config);
      if (labels.length !== ids.length) {
        throw new RangeError(
          `causalReader: an example must have a label a token, got ${labels.length} for ${ids.length} tokens`,
        );
      }
      const learnt = labels.slice(1).filter((label) => label !== IGNORED);
      if (learnt.length === 0) {
        throw new RangeError('causalReader: an example must have a token to learn after its first, got none');
      }
      checkTokens('causalReader: the labels of an example', learnt, config);
    },
    countTokens: ({ ids }) => ids.length,
    targets(examples) {
      const time = paddedLength(inputs(examples), padToMultiple);
      const pairs = examples.flatMap(({ labels }, row) =>
        labels.flatMap((label, place) =>
          place === 0 || label === IGNORED ? [] : [[row * time + place - 1, label] as const],
        ),
      );
      return {
        places: Int32Array.from(pairs, ([place]) => place),
        labels: Int32Array.from(pairs, ([, label]) => label),
      };
    },
    hidden(model, examples) {
      if (model.kind !== 'causal')
        throw new TypeError(`causalReader: a model must be causal, got ${model.kind}`);
      const rows = inputs(examples);
      return model.hidden(causalRows(rows, paddedLength(rows, padToMultiple)));
    },
  };
}
