import * as tf from '@tensorflow/tfjs-core';

/** x + y of one shape. Unlike `tf.add` it keeps neither for its derivative, which needs none: that is memory saved. */
export function sum<T extends tf.Tensor>(x: T, y: T): T {
  const operation = tf.customGrad(() => ({
    value: tf.add(x, y),
    gradFunc: (dy: tf.Tensor) => [dy.clone(), dy.clone()],
  }));
  return operation(x, y) as T;
}
