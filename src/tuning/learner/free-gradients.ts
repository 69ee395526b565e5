import type * as tf from '@tensorflow/tfjs-core';
import { activeTape } from './tape.js';

/**
 * Makes the backward pass free what it has used: called at the end of a function whose gradients are being taken.
 * TensorFlow.js on its own frees nothing before the first operation's gradient is known, which takes twice the
 * memory: what each operation saved, and the gradient of what it gave, are used once and never again.
 */
export function freeGradientsInTurn(): void {
  let used: tf.Tensor[] = [];
  for (const node of activeTape()) {
    const { gradient, saved = [] } = node;
    if (gradient === undefined) continue;
    node.gradient = (dys) => {
      // The operation before this one (in the backward pass) has been dealt with by now, its inputs' gradients too.
      for (const tensor of used) tensor.dispose();
      used = [...saved, ...dys.filter((dy) => dy !== undefined)];
      return gradient(dys);
    };
  }
}
