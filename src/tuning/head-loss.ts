import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from './cross-entropy.js';

/** Bytes of logits that are held at once. */
const LOGIT_BYTES = 64 * 2 ** 20;

/** What is to be predicted: places in the flattened batch, and the id that each must lead to. */
export interface Targets {
  /** Rows of the hidden states, each once. */
  readonly places: Int32Array;
  /** Token ids, one a place. */
  readonly labels: Int32Array;
}

/** Options of `headLoss`. */
export interface HeadLossOptions {
  /** Whether the head is learnt too, so that its gradient is wanted. */
  readonly isHeadTrained: boolean;
}

/**
 * Mean cross-entropy of the tokens that hidden states predict, with its derivative written by hand: logits are made
 * at the wanted places only, some rows at a time, and turned into gradients at once, so that they are never held
 * whole.
 * @param hidden last hidden states, [n, width].
 * @param head the vocabulary's vectors, [vocabulary, width].
 * @returns a scalar, with gradients for `hidden`, and for `head` where it is trained.
 */
export function headLoss(
  hidden: tf.Tensor2D,
  head: tf.Tensor2D,
  targets: Targets,
  { isHeadTrained }: HeadLossOptions,
): tf.Scalar {
  const operation = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as tf.GradSaveFunc;
    const { loss, dHidden, dHead } = lossAndSlopes(hidden, head, targets, isHeadTrained);
    save(dHead === null ? [dHidden] : [dHidden, dHead]);
    return {
      value: loss,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => {
          const [picked, ...rest] = saved as [tf.Tensor2D, ...tf.Tensor[]];
          return [spread(picked, targets.places, hidden.shape), ...rest].map((slope) => tf.mul(slope, dy));
        }),
    };
  });
  return operation(...(isHeadTrained ? [hidden, head] : [hidden])) as tf.Scalar;
}

/** Summed cross-entropy of the tokens that hidden states predict. */
export function summedLoss(hidden: tf.Tensor2D, head: tf.Tensor2D, targets: Targets): number {
  return tf.tidy(() => {
    const picked = tf.gather(hidden, tf.tensor1d(targets.places, 'int32')); // [places, width]
    const sums = pieces(targets, head.shape[0]).map(({ start, labels }) =>
      tf.tidy(() => {
        const states = tf.slice(picked, [start, 0], [labels.length, -1]); // [piece, width]
        const logits = tf.matMul<tf.Tensor2D>(states, head, false, true); // [piece, vocabulary]
        return tf.sum(crossEntropy(logits, tf.tensor1d(labels, 'int32')).losses);
      }),
    );
    return tf.addN(sums).dataSync()[0] ?? Number.NaN;
  });
}

interface Slopes {
  readonly loss: tf.Scalar;
  /** Gradient of the states at the wanted places, [places, width]. */
  readonly dHidden: tf.Tensor2D;
  /** Gradient of the head, [vocabulary, width]. */
  readonly dHead: tf.Tensor2D | null;
}

function lossAndSlopes(
  hidden: tf.Tensor2D,
  head: tf.Tensor2D,
  targets: Targets,
  isHeadTrained: boolean,
): Slopes {
  const share = 1 / targets.places.length;
  const picked = tf.gather(hidden, tf.tensor1d(targets.places, 'int32')); // [places, width]
  const parts = pieces(targets, head.shape[0]).map(({ start, labels }) =>
    tf.tidy(() => {
      const states = tf.slice(picked, [start, 0], [labels.length, -1]); // [piece, width]
      const logits = tf.matMul<tf.Tensor2D>(states, head, false, true); // [piece, vocabulary]
      const { losses, slopes } = crossEntropy(logits, tf.tensor1d(labels, 'int32'));
      logits.dispose();
      return {
        loss: tf.sum(losses),
        dStates: tf.matMul<tf.Tensor2D>(slopes, head), // [piece, width]
        dHead: isHeadTrained ? [tf.matMul<tf.Tensor2D>(slopes, states, true)] : [], // [vocabulary, width]
      };
    }),
  );
  return {
    loss: tf.mul(tf.addN(parts.map(({ loss }) => loss)), share),
    dHidden: tf.mul(tf.concat(parts.map(({ dStates }) => dStates)), share),
    dHead: isHeadTrained ? tf.mul(tf.addN(parts.flatMap(({ dHead }) => dHead)), share) : null,
  };
}

/** Puts rows at their places among rows of zeros. */
function spread(rows: tf.Tensor2D, places: Int32Array, shape: [number, number]): tf.Tensor2D {
  return tf.scatterND(tf.tensor2d(places, [places.length, 1], 'int32'), rows, shape);
}

/** Cuts targets so that the logits of one piece fit into `LOGIT_BYTES`. */
function pieces({ labels }: Targets, vocabulary: number): { start: number; labels: Int32Array }[] {
  const rows = Math.max(1, Math.floor(LOGIT_BYTES / (Float32Array.BYTES_PER_ELEMENT * vocabulary)));
  const count = Math.ceil(labels.length / rows);
  return Array.from({ length: count }, (_, index) => {
    const start = index * rows;
    return { start, labels: labels.slice(start, start + rows) };
  });
}
