/** Operations of TensorFlow that TensorFlow.js has no kernel for, or a slower one. */
import * as tf from '@tensorflow/tfjs-core';

/** An attribute of an operation: a yes or no, a number, or the kind of a tensor's numbers. */
export type OperationAttribute = readonly [name: string, value: boolean | number | 'float32' | 'int32'];

/** The part of TensorFlow.js's native backend that runs an operation of TensorFlow by name. */
interface NativeBackend {
  /** Whether operations run on a GPU. */
  readonly isUsingGpuDevice: boolean;
  readonly binding: {
    readonly TF_ATTR_FLOAT: number;
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
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_ATTR_FLOAT, TF_FLOAT, TF_INT32 } = backend.binding;
  const encoded = attributes.map(([attribute, value]) => {
    if (typeof value === 'boolean') return { name: attribute, type: TF_ATTR_BOOL, value };
    if (typeof value === 'number') return { name: attribute, type: TF_ATTR_FLOAT, value };
    return { name: attribute, type: TF_ATTR_TYPE, value: value === 'int32' ? TF_INT32 : TF_FLOAT };
  });
  return backend.executeMultipleOutputs(name, encoded, inputs, outputs);
}

/** Whether operations run on a processor by TensorFlow, so that our own are at hand. */
export function hasOwnOperations(): boolean {
  const backend: unknown = tf.backend();
  return isNative(backend) && !backend.isUsingGpuDevice;
}

/**
 * Runs one of our own operations, whose C++ lies in `kernels/`: each does in one pass over the data what takes
 * TensorFlow.js several. No gradient is recorded.
 * @param number the operation's attribute, where it has one.
 * @throws Error where `hasOwnOperations` is false, or inputs do not fit one another.
 */
export function ownOperation<Outputs extends tf.Tensor[]>(
  name: string,
  inputs: readonly tf.Tensor[],
  outputs: Outputs['length'],
  number?: number,
): Outputs {
  const made = nativeOperation(name, number === undefined ? [] : [['number', number]], inputs, outputs);
  if (made === null)
    throw new Error(`ownOperation: the backend must be tensorflow for ${name}, got ${tf.getBackend()}`);
  return made as Outputs;
}

function isNative(backend: unknown): backend is NativeBackend {
  return typeof backend === 'object' && backend !== null && 'executeMultipleOutputs' in backend;
}
