/** The sum of rows by their numbers, which TensorFlow.js's WebAssembly lacks and every gradient of `tf.gather` needs. */
import * as tf from '@tensorflow/tfjs-core';

/** The part of the WebAssembly backend that a kernel works with. */
interface WasmHeap {
  makeOutput(shape: readonly number[], dtype: 'float32' | 'int32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array | Int32Array;
}

/** Gives a WebAssembly backend the kernel, unless it has one. */
export function registerSegmentSum(backendName: string): void {
  const kernelName = 'UnsortedSegmentSum';
  if (tf.getKernel(kernelName, backendName) !== undefined) return;
  tf.registerKernel({ kernelName, backendName, kernelFunc: segmentSum });
}

/** [n, …] to [segments, …]; rows whose number is out of 0..segments−1 count nowhere, as in TensorFlow. */
function segmentSum({ inputs, attrs, backend }: Parameters<tf.KernelFunc>[0]): tf.TensorInfo {
  const { x, segmentIds } = inputs;
  const { numSegments } = attrs as unknown as { numSegments: number };
  if (x === undefined || segmentIds === undefined || (x.dtype !== 'float32' && x.dtype !== 'int32')) {
    throw new TypeError(`unsortedSegmentSum: x must be of float32 or int32, got ${x?.dtype}`);
  }
  const heap = backend as unknown as WasmHeap;
  const output = heap.makeOutput([numSegments, ...x.shape.slice(1)], x.dtype);
  // Views of the heap, taken after it has grown for the output.
  const sums = heap.typedArrayFromHeap(output).fill(0);
  const rows = heap.typedArrayFromHeap(x);
  const ids = heap.typedArrayFromHeap(segmentIds);
  const width = ids.length === 0 ? 0 : rows.length / ids.length;
  for (const [row, id] of ids.entries()) {
    if (id < 0 || id >= numSegments) continue;
    for (let i = 0; i < width; i += 1) {
      sums[id * width + i] = (sums[id * width + i] ?? 0) + (rows[row * width + i] ?? 0);
    }
  }
  return output;
}
