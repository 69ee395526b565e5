import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';

/** Losses of some predictions, and where to move the logits. */
export interface CrossEntropy {
  /** −ln of the probability of each label, [n]. */
  readonly losses: tf.Tensor1D;
  /** Derivatives of the losses' sum by the logits, [n, vocabulary]. */
  readonly slopes: tf.Tensor2D;
}

/**
 * Cross-entropy of labels under softmax, and its derivative, in one operation where we have our own.
 * The caller owns the tensors.
 * @param logits [n, vocabulary].
 * @param labels int32 [n], in 0..vocabulary−1.
 */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): CrossEntropy {
  const [losses, slopes] = hasOwnOperations()
    ? fusedCrossEntropy(logits, labels)
    : composedCrossEntropy(logits, labels);
  return { losses, slopes };
}

type Outputs = [losses: tf.Tensor1D, slopes: tf.Tensor2D];

/** Our operations read float32 alone, which holds every label below 2²⁴. */
function fusedCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): Outputs {
  return tf.tidy(() =>
    ownOperation<Outputs>('LingtuneCrossEntropy', [logits, tf.cast(labels, 'float32')], 2),
  );
}

function composedCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): Outputs {
  return tf.tidy(() => {
    const targets = tf.oneHot(labels, logits.shape[1]); // [n, vocabulary]
    const logarithms = tf.logSoftmax(logits); // [n, vocabulary]
    return [tf.neg(tf.sum(tf.mul(logarithms, targets), -1)), tf.sub(tf.exp(logarithms), targets)] as Outputs;
  });
}
