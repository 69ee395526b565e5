import * as tf from '@tensorflow/tfjs-core';
import type { SmallFastCounter } from '../../base/random/small-fast-counter.js';
import { customOperation } from '../../model/layers/custom-operation.js';
import type { Network } from '../../model/network.js';
import type { Weights } from '../../model/weights.js';
import { descendants, freeGradientsInTurn } from './tape.js';

/**
 * Gradient checkpointing: blocks keep nothing for the way back but what they read, and are computed again there. That
 * is less memory for more time; results are the same to the last bit, since what was dropped is dropped again.
 * @param learnt tensors that are learnt, by name; others may take their place between steps.
 * @param random draws what is dropped.
 * Source: Chen et al. 2016 (arXiv 1604.06174), section 4, with a segment for each block.
 */
export function recomputeBlock(learnt: Weights, random: SmallFastCounter): Network['block'] {
  return (name, reads, compute) => {
    const drawn = random.save();
    const weights = [...learnt].filter(([weight]) => weight.startsWith(`${name}.`));
    const present = Object.entries(reads).flatMap(([key, tensor]) =>
      tensor ? [[key, tensor] as const] : [],
    );
    const ledTo = descendants(learnt.values());
    const moving = present.filter(([, { id }]) => ledTo.has(id));
    return customOperation(
      [...moving, ...weights].map(([, tensor]) => tensor),
      () => ({ value: compute(reads), kept: present.map(([, tensor]) => tensor) }),
      (dy, saved) => {
        const kept = Object.fromEntries(present.map(([key], index) => [key, saved[index] as tf.Tensor]));
        const inputs = [
          ...moving.map(([key]) => kept[key] as tf.Tensor),
          ...weights.map(([, tensor]) => tensor),
        ];
        return withState(random, drawn, () => gradients(() => compute(kept as typeof reads), inputs, dy));
      },
    );
  };
}

/** Calls with the generator in an earlier state, and puts it back into its own. */
function withState<T>(random: SmallFastCounter, state: string, call: () => T): T {
  const own = random.save();
  random.restore(state);
  try {
    return call();
  } finally {
    random.restore(own);
  }
}

/** Gradients of inputs, 0 for one that is not used, from that of what is computed; within those of something else. */
function gradients(compute: () => tf.Tensor, inputs: tf.Tensor[], dy: tf.Tensor): tf.Tensor[] {
  const { state } = tf.engine();
  const { activeTape } = state;
  const recorded = () => {
    const value = compute();
    freeGradientsInTurn();
    return value;
  };
  try {
    return tf.tidy(() => {
      const { grads } = tf.engine().gradients(recorded, inputs, dy);
      return inputs.map((input, index) => grads[index] ?? tf.zerosLike(input));
    });
  } finally {
    // TensorFlow.js has one tape, and takes the inner gradients' for the outer ones'.
    state.activeTape = activeTape;
  }
}
