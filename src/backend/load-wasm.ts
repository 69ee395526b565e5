/** Starting the WebAssembly backend, which needs nothing but npm's packages. */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { registerSegmentSum } from './wasm-segment-sum.js';

/** Name under which TensorFlow.js knows the WebAssembly backend. */
export const WASM_KEY = 'wasm';

/**
 * Registers the WebAssembly backend with TensorFlow.js, with its binaries from the package's own folder.
 * It runs on one thread: TensorFlow.js 4.22 starts its threads from `blob:` addresses, which Node's workers refuse
 * (tensorflow/tfjs issue 3830), and so reports no threads on Node by itself. With its threads' program given as a file
 * they do run, with the same results to the last bit, but only products of large matrices gain by them: tuning the pocket
 * model on two cores takes as long as on one.
 */
export async function loadWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const require = createRequire(import.meta.url);
  require('@tensorflow/tfjs'); // For the gradients, which its core lacks.
  registerSegmentSum(WASM_KEY);
  setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  // Asked here, so that a Node without vector instructions is told of and not just slow.
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new Error('loadWasm: Node must support WebAssembly SIMD, got none');
  }
}
