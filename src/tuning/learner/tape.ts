/** What we ask of TensorFlow.js's tape, on which operations are recorded while gradients are being taken. */
import * as tf from '@tensorflow/tfjs-core';

/** One operation on TensorFlow.js's tape, in the part that we use. */
interface TapeNode {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly outputs: readonly tf.Tensor[];
  /** Gradients of the inputs, from those of the outputs. */
  gradient?: (dys: tf.Tensor[]) => unknown;
  /** Tensors that were kept for the gradient. */
  readonly saved?: tf.Tensor[];
}

/** The operations recorded so far, first to last; none where no gradient is being taken. */
function activeTape(): TapeNode[] {
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

/**
 * Makes the backward pass free what it has used: called at the end of a function whose gradients are being taken.
 * TensorFlow.js on its own frees nothing before the first operation's gradient is known, which takes twice the
 * memory: what each operation saved, and the gradient of what it gave, are used once and never again.
 */
export function freeGradientsInTurn(): void {
  let used: tf.Tensor[] = [];
  for (const node of activeTape()) {
    const { gradient, saved = [] } = node;
    if (gradient === undefined) continue;
    node.gradient = (dys) => {
      // The operation before this one (in the backward pass) has been dealt with by now, its inputs' gradients too.
      for (const tensor of used) tensor.dispose();
      used = [...saved, ...dys.filter((dy) => dy !== undefined)];
      return gradient(dys);
    };
  }
}
