import * as tf from '@tensorflow/tfjs-core';

/** One operation on TensorFlow.js's tape, in the part that we use. */
export interface TapeNode {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly outputs: readonly tf.Tensor[];
  /** Gradients of the inputs, from those of the outputs. */
  gradient?: (dys: tf.Tensor[]) => unknown;
  /** Tensors that were kept for the gradient. */
  readonly saved?: tf.Tensor[];
}

/** The operations recorded so far, first to last; none where no gradient is being taken. */
export function activeTape(): TapeNode[] {
  return (tf.engine().state.activeTape ?? []) as unknown as TapeNode[];
}

/** Ids of some tensors and of all that the recorded operations made of them. */
export function descendants(tensors: Iterable<tf.Tensor>): ReadonlySet<number> {
  const ids = new Set([...tensors].map(({ id }) => id));
  for (const { inputs, outputs } of activeTape()) {
    if (Object.values(inputs).some((input) => ids.has(input?.id))) {
      for (const { id } of outputs) ids.add(id);
    }
  }
  return ids;
}
