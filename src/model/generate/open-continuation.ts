import * as tf from '@tensorflow/tfjs-core';
import type { LanguageModel } from '../language-model.js';
import type { Rows } from '../network.js';
import { sourceTensors } from '../score/row-tensors.js';
import { createPast } from './growing-past.js';

/** A text that a model goes on with. */
export interface Continuation {
  /** Logits of the first new token, [vocabulary]; to be called once, before `read`. */
  begin(): Float32Array;
  /** Logits of the token that follows this one, [vocabulary]. */
  read(id: number): Float32Array;
  /** Frees what the model has kept of the text. */
  dispose(): void;
}

/**
 * Opens a text for going on with it. Each token is read once; memory for its keys and values is held until the end.
 * @param prompt token ids, at least one: what causal models go on with, or the source of encoder-decoder models.
 */
export function openContinuation(model: LanguageModel, prompt: readonly number[]): Continuation {
  const past = createPast();
  const decoder = openDecoder(model, prompt);
  const read = (ids: readonly number[]): Float32Array =>
    tf.tidy(() => {
      const states = decoder.hidden(past.rows(ids)); // [ids, width]
      const last = tf.slice(states, [ids.length - 1, 0], [1, -1]); // [1, width]
      return model.head(last).dataSync<'float32'>(); // [vocabulary]
    });
  return {
    begin: () => read(decoder.first),
    read: (id) => read([id]),
    dispose() {
      past.dispose();
      decoder.dispose();
    },
  };
}

/** What reads a text, and the tokens that it begins with. */
interface Decoder {
  readonly first: readonly number[];
  hidden(rows: Rows): tf.Tensor2D;
  dispose(): void;
}

function openDecoder(model: LanguageModel, prompt: readonly number[]): Decoder {
  if (model.kind === 'causal') {
    return { first: prompt, hidden: (rows) => model.hidden(rows), dispose: () => undefined };
  }
  const source = tf.tidy(() => {
    const { ids, mask } = sourceTensors([prompt]);
    return { states: model.encode({ ids, mask }), mask }; // [prompt, width] and [1, 1, 1, prompt]
  });
  return {
    first: [model.decoderStartId],
    hidden: (rows) => model.decode(rows, source),
    dispose: () => tf.dispose(source),
  };
}
