/** Operations of TensorFlow that TensorFlow.js has no kernel for, or a slower one. */
import * as tf from '@tensorflow/tfjs-core';

/** An attribute of an operation: a yes or no, or the kind of a tensor's numbers. */
export type OperationAttribute = readonly [name: string, value: boolean | 'float32' | 'int32'];

/** The part of TensorFlow.js's native backend that runs an operation of TensorFlow by name. */
interface NativeBackend {
  readonly binding: {
    readonly TF_ATTR_TYPE: number;
    readonly TF_ATTR_BOOL: number;
    readonly TF_FLOAT: number;
    readonly TF_INT32: number;
  };
  executeMultipleOutputs(
    name: string,
    attributes: readonly { name: string; type: number; value: number | boolean }[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
}

/**
 * Runs an operation where the backend is TensorFlow itself. No gradient is recorded.
 * @returns its outputs, or `null` where the backend is another.
 */
export function nativeOperation(
  name: string,
  attributes: readonly OperationAttribute[],
  inputs: readonly tf.Tensor[],
  outputs: number,
): tf.Tensor[] | null {
  const backend: unknown = tf.backend();
  if (!isNative(backend)) return null;
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_FLOAT, TF_INT32 } = backend.binding;
  const encoded = attributes.map(([attribute, value]) =>
    typeof value === 'boolean'
      ? { name: attribute, type: TF_ATTR_BOOL, value }
      : { name: attribute, type: TF_ATTR_TYPE, value: value === 'int32' ? TF_INT32 : TF_FLOAT },
  );
  return backend.executeMultipleOutputs(name, encoded, inputs, outputs);
}

function isNative(backend: unknown): backend is NativeBackend {
  return typeof backend === 'object' && backend !== null && 'executeMultipleOutputs' in backend;
}
