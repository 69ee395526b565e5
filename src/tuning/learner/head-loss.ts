import * as tf from '@tensorflow/tfjs-core';
import { customOperation } from '../../model/layers/custom-operation.js';
import { multiply } from '../../model/layers/multiply.js';
import { crossEntropy } from './cross-entropy.js';

/** Bytes of logits that are held at once. */
export const LOGIT_BYTES: number = 64 * 2 ** 20;

/** Options of `headLoss`. */
export interface HeadLossOptions {
  /** Whether the head is learnt too, so that its gradient is wanted. */
  readonly isHeadTrained: boolean;
  /** The head again, [width, vocabulary], where it is kept so: logits are made faster from it. */
  readonly transposedHead?: tf.Tensor2D | undefined;
}

/**
 * Mean cross-entropy of the tokens that hidden states predict, with its derivative written by hand: logits are made
 * for some rows at a time and turned into gradients at once, so that they are never held whole.
 * @param hidden last hidden states, [n, width].
 * @param head the vocabulary's vectors, [vocabulary, width].
 * @param labels the id that each state must lead to, [n].
 * @returns a scalar, with gradients for `hidden`, and for `head` where it is trained.
 */
export function headLoss(
  hidden: tf.Tensor2D,
  head: tf.Tensor2D,
  labels: Int32Array,
  { isHeadTrained, transposedHead }: HeadLossOptions,
): tf.Scalar {
  return customOperation(
    isHeadTrained ? [hidden, head] : [hidden],
    () => {
      const matrices = { vectors: head, transposed: transposedHead };
      const { loss, dHidden, dHead } = lossAndSlopes(hidden, matrices, labels, isHeadTrained);
      return { value: loss, kept: dHead === null ? [dHidden] : [dHidden, dHead] };
    },
    (dy, kept) => kept.map((slope) => tf.mul(slope, dy)),
  );
}

/** Summed cross-entropy of the tokens that hidden states predict; takes what `headLoss` takes. */
export function summedLoss(
  hidden: tf.Tensor2D,
  head: tf.Tensor2D,
  labels: Int32Array,
  transposedHead?: tf.Tensor2D,
): number {
  return tf.tidy(() => {
    const sums = pieces(labels, head.shape[0]).map(({ start, wanted }) =>
      tf.tidy(() => {
        const states = tf.slice(hidden, [start, 0], [wanted.length, -1]); // [piece, width]
        const logits = makeLogits(states, { vectors: head, transposed: transposedHead });
        return tf.sum(crossEntropy(logits, tf.tensor1d(wanted, 'int32')).losses);
      }),
    );
    return tf.addN(sums).dataSync()[0] ?? Number.NaN;
  });
}

/** The vocabulary's vectors, [vocabulary, width], and where they are kept so [width, vocabulary]. */
interface Head {
  readonly vectors: tf.Tensor2D;
  readonly transposed: tf.Tensor2D | undefined;
}

/** Scores of the vocabulary, [n, vocabulary], for states [n, width]. */
function makeLogits(states: tf.Tensor2D, { vectors, transposed }: Head): tf.Tensor2D {
  return transposed === undefined
    ? multiply(states, vectors, { transposeB: true })
    : multiply(states, transposed);
}

interface Slopes {
  readonly loss: tf.Scalar;
  /** Gradient of the states, [n, width]. */
  readonly dHidden: tf.Tensor2D;
  /** Gradient of the head, [vocabulary, width]. */
  readonly dHead: tf.Tensor2D | null;
}

function lossAndSlopes(hidden: tf.Tensor2D, head: Head, labels: Int32Array, isHeadTrained: boolean): Slopes {
  const share = 1 / labels.length;
  const losses: tf.Scalar[] = [];
  const dStates: tf.Tensor2D[] = []; // each [piece, width]
  let dHead: tf.Tensor2D | null = null; // [vocabulary, width]
  for (const { start, wanted } of pieces(labels, head.vectors.shape[0])) {
    const states = tf.slice(hidden, [start, 0], [wanted.length, -1]); // [piece, width]
    const [loss, slopes, headPart] = pieceLoss(states, head, wanted, isHeadTrained);
    losses.push(loss);
    dStates.push(slopes);
    if (headPart !== undefined) dHead = dHead === null ? headPart : replaceBySum(dHead, headPart);
  }
  return {
    loss: tf.mul(tf.addN(losses), share),
    dHidden: tf.mul(tf.concat(dStates), share),
    dHead: dHead === null ? null : tf.mul(dHead, share),
  };
}

/** Summed loss of a piece, and its gradients by the states and, where it is trained, the head. */
function pieceLoss(
  states: tf.Tensor2D,
  head: Head,
  wanted: Int32Array,
  isHeadTrained: boolean,
): [loss: tf.Scalar, dStates: tf.Tensor2D, dHead?: tf.Tensor2D] {
  return tf.tidy(() => {
    const logits = makeLogits(states, head);
    const { losses, slopes } = crossEntropy(logits, tf.tensor1d(wanted, 'int32'));
    logits.dispose();
    const [loss, dStates] = [tf.sum<tf.Scalar>(losses), multiply(slopes, head.vectors)]; // [], [piece, width]
    if (!isHeadTrained) return [loss, dStates];
    return [loss, dStates, multiply(slopes, states, { transposeA: true })]; // [vocabulary, width]
  });
}

/** x + y; frees both, which are large. */
function replaceBySum(x: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D {
  const total = tf.add<tf.Tensor2D>(x, y);
  tf.dispose([x, y]);
  return total;
}

/** Cuts labels into as few pieces of much the same size as let the logits of one fit into `LOGIT_BYTES`. */
function pieces(labels: Int32Array, vocabulary: number): { start: number; wanted: Int32Array }[] {
  const most = Math.max(1, Math.floor(LOGIT_BYTES / (Float32Array.BYTES_PER_ELEMENT * vocabulary)));
  const count = Math.ceil(labels.length / most);
  const rows = Math.ceil(labels.length / count);
  return Array.from({ length: count }, (_, index) => {
    const start = index * rows;
    return { start, wanted: labels.slice(start, start + rows) };
  });
}
