import * as tf from '@tensorflow/tfjs-core';
import { type CausalExample, IGNORED, learntLabels } from '../../corpus/encoding/example.js';
import type { ModelConfig } from '../../model/families/families.js';
import { causalRows, paddedLength } from './batch-tensors.js';
import { checkTokens, type ExampleReader } from './reader.js';

/**
 * Reads examples with a decoder: each token predicts the next one. The last token of an example predicts nothing,
 * so that the model does not read it.
 * @param padToMultiple rows are filled up to a multiple of so many tokens, from 1.
 */
export function causalReader(config: ModelConfig, padToMultiple: number): ExampleReader<CausalExample> {
  return {
    check(example) {
      const { ids, labels } = example;
      checkTokens('causalReader: an example', ids, config);
      if (labels.length !== ids.length) {
        throw new RangeError(
          `causalReader: an example must have a label a token, got ${labels.length} for ${ids.length} tokens`,
        );
      }
      const learnt = learntLabels(example);
      if (learnt.length > 0) checkTokens('causalReader: the labels of an example', learnt, config);
    },
    countTokens: ({ ids }) => ids.length,
    labels: (examples) => Int32Array.from(examples.flatMap(learntLabels)),
    hidden(model, examples) {
      if (model.kind !== 'causal') {
        throw new TypeError(`causalReader: a model must be causal, got ${model.kind}`);
      }
      const rows = examples.map(({ ids }) => ids.slice(0, -1));
      const time = paddedLength(rows, padToMultiple);
      const places = examples.flatMap(({ labels }, row) =>
        labels.slice(1).flatMap((label, place) => (label === IGNORED ? [] : [row * time + place])),
      );
      return tf.tidy(() => model.hidden({ ...causalRows(rows, time), places: tf.tensor1d(places, 'int32') }));
    },
  };
}
