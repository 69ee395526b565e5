import * as tf from '@tensorflow/tfjs-core';
import { nativeOperation } from '../model/backend/native-operation.js';

/** Losses of some predictions, and where to move the logits. */
export interface CrossEntropy {
  /** −ln of the probability of each label, [n]. */
  readonly losses: tf.Tensor1D;
  /** Derivatives of the losses' sum by the logits, [n, vocabulary]. */
  readonly slopes: tf.Tensor2D;
}

/** Kinds of numbers of TensorFlow's operation. */
const KINDS = [
  ['T', 'float32'],
  ['Tlabels', 'int32'],
] as const;

/**
 * Cross-entropy of labels under softmax, and its derivative, in one operation where TensorFlow itself runs.
 * The caller owns the tensors.
 * @param logits [n, vocabulary].
 * @param labels int32 [n], in 0..vocabulary−1.
 */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): CrossEntropy {
  const outputs =
    nativeOperation('SparseSoftmaxCrossEntropyWithLogits', KINDS, [logits, labels], 2) ??
    composedCrossEntropy(logits, labels);
  const [losses, slopes] = outputs as [tf.Tensor1D, tf.Tensor2D];
  return { losses, slopes };
}

function composedCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor[] {
  return tf.tidy(() => {
    const targets = tf.oneHot(labels, logits.shape[1]); // [n, vocabulary]
    const logarithms = tf.logSoftmax(logits); // [n, vocabulary]
    return [tf.neg(tf.sum(tf.mul(logarithms, targets), -1)), tf.sub(tf.exp(logarithms), targets)];
  });
}
