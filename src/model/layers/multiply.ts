import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, nativeOperation, ownOperation } from '../../backend/native-operation.js';

/** Which factors are transposed (default: neither). */
export interface MultiplyOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/**
 * The product of two matrices, without a gradient: for derivatives that are written by hand. TensorFlow multiplies
 * matrices 7 % faster than batches of one matrix, which is what `tf.matMul` asks for.
 */
export function multiply(
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  { transposeA = false, transposeB = false }: MultiplyOptions = {},
): tf.Tensor2D {
  const attributes = [
    ['T', 'float32'],
    ['transpose_a', transposeA],
    ['transpose_b', transposeB],
  ] as const;
  const [product] = nativeOperation('MatMul', attributes, [a, b], 1) ?? [];
  return (product as tf.Tensor2D | undefined) ?? tf.matMul(a, b, transposeA, transposeB);
}

/** Rows from which transposing the other matrix takes less time than it saves, as measured. */
const WORTH_TRANSPOSING = 256;

/**
 * a · bᵀ, without a gradient. TensorFlow multiplies by a matrix that lies transposed up to a third slower, so that
 * ours is transposed first where there are many rows.
 * @param a [n, in].
 * @param b [out, in]; as much memory is taken again while it is multiplied.
 * @returns [n, out].
 */
export function multiplyTransposed(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  if (a.shape[0] < WORTH_TRANSPOSING || !hasOwnOperations()) return multiply(a, b, { transposeB: true });
  const [transposed] = ownOperation<[tf.Tensor2D]>('LingtuneTranspose', [b], 1); // [in, out]
  const product = multiply(a, transposed);
  transposed.dispose();
  return product;
}
