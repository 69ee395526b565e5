import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';
import { attention, mergeHeads } from './attention.js';
import { customOperation } from './custom-operation.js';

/** How self-attention is computed. */
export interface SelfAttentionOptions {
  /** Number of texts, which lie one after the other. */
  readonly batch: number;
  readonly heads: number;
  /** Whether the projection gives a query, a key and a value head after head, or the heads part after part. */
  readonly order: 'by head' | 'by part';
  /** Factor of the products. */
  readonly scale: number;
  /** Factors of the weights in training, [batch, heads, time, seen], or `null` for none. */
  readonly dropoutMask: tf.Tensor | null;
  /** Puts keys and values before the new ones, both [batch, heads, time, size] (default: there are none). */
  readonly extend?: ((key: tf.Tensor4D, value: tf.Tensor4D) => [tf.Tensor4D, tf.Tensor4D]) | undefined;
}

/**
 * Attention of tokens to those of their own text, from one projection to queries, keys and values. On a processor it is
 * one operation of ours, which skips what a block of tokens cannot see and keeps no weights for the way back.
 * @param fused [batch * time, 3 * heads * size].
 * @param bias can be broadcast to [batch, heads, time, seen]; it is held fixed.
 * @returns [batch * time, heads * size].
 * Source: Vaswani et al. 2017 (arXiv 1706.03762), equation 1.
 */
export function selfAttention(
  fused: tf.Tensor2D,
  bias: tf.Tensor4D,
  { batch, heads, order, scale, dropoutMask, extend }: SelfAttentionOptions,
): tf.Tensor2D {
  const [rows, width] = fused.shape;
  const size = width / heads / 3;
  const byHead = order === 'by head';
  const shape: FusedShape = byHead
    ? [batch, rows / batch, heads, 3, size]
    : [batch, rows / batch, 3, heads, size];
  const cut: tf.Tensor5D = tf.reshape(fused, shape);
  if (extend === undefined && dropoutMask === null && hasOwnOperations()) {
    return fusedAttention(cut, bias, scale, byHead ? 'ByHead' : 'ByPart');
  }
  const parts = tf.unstack(tf.transpose(cut, byHead ? [3, 0, 2, 1, 4] : [2, 0, 3, 1, 4])) as tf.Tensor4D[];
  const [query, newKey, newValue] = parts as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D]; // each [batch, heads, time, size]
  const [key, value] = extend?.(newKey, newValue) ?? [newKey, newValue];
  return mergeHeads(attention(query, key, value, bias, { scale, dropoutMask }));
}

type FusedShape = [number, number, number, number, number];

/** By our own operation, [batch * time, heads * size]. */
function fusedAttention(
  fused: tf.Tensor5D,
  bias: tf.Tensor4D,
  scale: number,
  order: 'ByHead' | 'ByPart',
): tf.Tensor2D {
  const name = `LingtuneSelfAttention${order}`;
  return customOperation(
    [fused],
    () => {
      const [value, statistics] = ownOperation<[tf.Tensor2D, tf.Tensor]>(name, [fused, bias], 2, scale);
      return { value, kept: [fused, bias, statistics] };
    },
    (dy, kept) => ownOperation(`${name}Grad`, [dy, ...kept], 1, scale),
  );
}
