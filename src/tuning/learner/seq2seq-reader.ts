import * as tf from '@tensorflow/tfjs-core';
import type { Seq2SeqExample } from '../../corpus/encoding/example.js';
import type { ModelConfig } from '../../model/families/families.js';
import { pickRows } from '../../model/layers/residual.js';
import { paddingMask } from '../../model/score/row-tensors.js';
import { causalRows, idTensor, paddedLength } from './batch-tensors.js';
import { checkTokens, type ExampleReader } from './reader.js';

/**
 * Reads examples with an encoder and a decoder: the decoder begins with its start token and predicts the target,
 * each token from those before it.
 * @param padToMultiple sources and targets are filled up to a multiple of so many tokens, from 1.
 */
export function seq2seqReader(config: ModelConfig, padToMultiple: number): ExampleReader<Seq2SeqExample> {
  const lengthOf = (rows: readonly (readonly number[])[]) => paddedLength(rows, padToMultiple);
  return {
    check({ source, target }) {
      checkTokens('seq2seqReader: a source', source, config);
      if (target.length > 0) checkTokens('seq2seqReader: a target', target, config);
    },
    countTokens: ({ source, target }) => source.length + target.length,
    labels: (examples) => Int32Array.from(examples.flatMap(({ target }) => target)),
    hidden(model, examples) {
      if (model.kind !== 'seq2seq') {
        throw new TypeError(`seq2seqReader: a model must be seq2seq, got ${model.kind}`);
      }
      return tf.tidy(() => {
        const sources = examples.map(({ source }) => source);
        const sourceTime = lengthOf(sources);
        const mask = paddingMask(
          sources.map(({ length }) => length),
          sourceTime,
        );
        const states = model.encode({ ids: idTensor(sources, sourceTime), mask }); // [batch * source time, width]
        const said = examples.map(({ target }) => [model.decoderStartId, ...target.slice(0, -1)]);
        const time = lengthOf(said);
        const hidden = model.decode(causalRows(said, time), { states, mask }); // [batch * time, width]
        const places = said.flatMap((row, index) => row.map((_, place) => index * time + place));
        return pickRows(hidden, tf.tensor1d(places, 'int32')); // [learnt, width]
      });
    },
  };
}
