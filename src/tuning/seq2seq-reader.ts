import type { ModelConfig } from '../model/config/model-config.js';
import { causalRows, idTensor, paddedLength, paddingMask } from './batch-tensors.js';
import { checkTokens } from './check-tokens.js';
import type { Seq2SeqExample } from './example.js';
import type { ExampleReader } from './reader.js';

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
      checkTokens('seq2seqReader: a target', target, config);
    },
    countTokens: ({ source, target }) => source.length + target.length,
    targets(examples) {
      const time = lengthOf(examples.map(({ target }) => target));
      return {
        places: Int32Array.from(
          examples.flatMap(({ target }, row) => target.map((_, place) => row * time + place)),
        ),
        labels: Int32Array.from(examples.flatMap(({ target }) => target)),
      };
    },
    hidden(model, examples) {
      if (model.kind !== 'seq2seq')
        throw new TypeError(`seq2seqReader: a model must be seq2seq, got ${model.kind}`);
      const sources = examples.map(({ source }) => source);
      const time = lengthOf(sources);
      const mask = paddingMask(sources, time);
      const states = model.encode({ ids: idTensor(sources, time), mask }); // [batch * time, width]
      const said = examples.map(({ target }) => [model.decoderStartId, ...target.slice(0, -1)]);
      return model.decode(causalRows(said, lengthOf(said)), { states, mask });
    },
  };
}
