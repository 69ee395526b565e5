import * as tf from '@tensorflow/tfjs-core';

/** The part of TensorFlow.js's native backend that runs an operation of TensorFlow by name. */
interface NativeBackend {
  readonly binding: { readonly TF_ATTR_TYPE: number; readonly TF_FLOAT: number; readonly TF_INT32: number };
  executeMultipleOutputs(
    name: string,
    attributes: { name: string; type: number; value: number }[],
    inputs: tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
}

/** Losses of some predictions, and where to move the logits. */
export interface CrossEntropy {
  /** −ln of the probability of each label, [n]. */
  readonly losses: tf.Tensor1D;
  /** Derivatives of the losses' sum by the logits, [n, vocabulary]. */
  readonly slopes: tf.Tensor2D;
}

/**
 * Cross-entropy of labels under softmax, and its derivative, in one operation where TensorFlow itself runs.
 * The caller owns the tensors.
 * @param logits [n, vocabulary].
 * @param labels int32 [n], in 0..vocabulary−1.
 */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): CrossEntropy {
  const backend: unknown = tf.backend();
  return isNative(backend)
    ? nativeCrossEntropy(backend, logits, labels)
    : composedCrossEntropy(logits, labels);
}

function isNative(backend: unknown): backend is NativeBackend {
  return typeof backend === 'object' && backend !== null && 'executeMultipleOutputs' in backend;
}

function nativeCrossEntropy(backend: NativeBackend, logits: tf.Tensor2D, labels: tf.Tensor1D): CrossEntropy {
  const { TF_ATTR_TYPE: type, TF_FLOAT, TF_INT32 } = backend.binding;
  const attributes = [
    { name: 'T', type, value: TF_FLOAT },
    { name: 'Tlabels', type, value: TF_INT32 },
  ];
  const name = 'SparseSoftmaxCrossEntropyWithLogits';
  const outputs = backend.executeMultipleOutputs(name, attributes, [logits, labels], 2);
  const [losses, slopes] = outputs as [tf.Tensor1D, tf.Tensor2D];
  return { losses, slopes };
}

function composedCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): CrossEntropy {
  const [losses, slopes] = tf.tidy(() => {
    const targets = tf.oneHot(labels, logits.shape[1]); // [n, vocabulary]
    const logarithms = tf.logSoftmax(logits);
    return [
      tf.neg(tf.sum(tf.mul(logarithms, targets), -1)) as tf.Tensor1D,
      tf.sub(tf.exp(logarithms), targets) as tf.Tensor2D,
    ];
  });
  return { losses, slopes };
}
