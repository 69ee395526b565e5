import * as tf from '@tensorflow/tfjs-core';

/** What an operation computes. */
export interface Computed<T extends tf.Tensor> {
  readonly value: T;
  /** What its gradients are made of (default: nothing). */
  readonly kept?: readonly tf.Tensor[];
}

/**
 * An operation whose derivative is written by hand. Tensors that are made on the way are freed.
 * @param inputs that have gradients; others may be used without being named here.
 * @param compute is called once.
 * @param gradients of the inputs, in order, from that of the value and from what was kept. On the way back each kept
 * tensor is there as long as this call.
 */
export function customOperation<T extends tf.Tensor>(
  inputs: readonly tf.Tensor[],
  compute: () => Computed<T>,
  gradients: (dy: T, kept: tf.Tensor[]) => tf.Tensor[],
): T {
  const operation = tf.customGrad((...given) => {
    const save = given.at(-1) as unknown as tf.GradSaveFunc;
    const { value, kept = [] } = compute();
    save([...kept]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.tidy(() => gradients(dy as T, saved)),
    };
  });
  return operation(...inputs) as T;
}
