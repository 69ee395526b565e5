import { performance } from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs-core';
import { checkInteger } from '../base/check-integer.js';

/** What to measure. */
export interface MatmulSpeedOptions {
  /** Rows and columns of both matrices (default 512). */
  size?: number;
  /** Times that it is measured; the best counts (default 5). */
  repeats?: number;
}

/** Larger matrices than this do not fit into a tensor of 2³¹ elements. */
const MOST = 46_340;

/**
 * Speed of a product of two square matrices on the backend that runs.
 * @returns billions of floating-point operations a second, an addition and a multiplication counted as two.
 * @throws RangeError where size or repeats is not an integer from 1.
 */
export async function matmulSpeed({ size = 512, repeats = 5 }: MatmulSpeedOptions = {}): Promise<number> {
  checkInteger('matmulSpeed: size', size, 1, MOST);
  checkInteger('matmulSpeed: repeats', repeats, 1, MOST);
  const [left, right] = [tf.ones([size, size]), tf.ones([size, size])];
  const seconds: number[] = [];
  try {
    // One more than counted: the first run also pays for what is made once.
    for (let run = 0; run <= repeats; run += 1) {
      const started = performance.now();
      const product = tf.matMul(left, right); // [size, size]
      await product.data();
      seconds.push((performance.now() - started) / 1000);
      product.dispose();
    }
  } finally {
    tf.dispose([left, right]);
  }
  return (2 * size ** 3) / Math.min(...seconds.slice(1)) / 1e9;
}
