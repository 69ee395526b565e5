/** Starting the native backend: TensorFlow's library under TensorFlow.js's own kernels. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { isWhole } from './build-mark.js';
import { restoreUtil } from './restore-util.js';
import { bindingPath, type TensorflowBuild } from './tensorflow-build.js';

/** Name under which TensorFlow.js knows the native backend; its kernels insist on it, for the GPU too. */
export const NATIVE_KEY = 'tensorflow';

/** TensorFlow's own levels: 2 prints errors only. */
const ERRORS_ONLY = '2';

/** The part of the binding that we read. */
interface Binding {
  readonly TF_Version: string;
}

interface KernelBackendModule {
  readonly NodeJSKernelBackend: new (binding: Binding, packageName: string) => tf.KernelBackend;
}

/** How many threads an operation may use, as TensorFlow reads it when it starts. */
export const THREADS_VARIABLE = 'TF_NUM_INTRAOP_THREADS';

/**
 * Registers the native backend with TensorFlow.js; loading takes some 0.3 s. The kernels bring the whole of
 * TensorFlow.js along and with it the gradients, which its core lacks.
 * @param threads threads of one operation, from 1.
 * @throws Error where the build is not there or does not load.
 */
export function loadNative(build: TensorflowBuild, threads: number): void {
  if (!isWhole(build)) {
    throw new Error(`loadNative: ${build.folder} must hold TensorFlow, got none that is whole`);
  }
  process.env[THREADS_VARIABLE] = String(threads);
  process.env.TF_CPP_MIN_LOG_LEVEL ??= ERRORS_ONLY;
  restoreUtil();
  const require = createRequire(import.meta.url);
  const dist = join(dirname(require.resolve(`${build.npmPackage}/package.json`)), 'dist');
  const binding = require(bindingPath(build)) as Binding;
  // Not the package's main file, which looks for its binding elsewhere and takes three times as long to load.
  require(join(dist, 'register_all_kernels.js'));
  const { NodeJSKernelBackend } = require(join(dist, 'nodejs_kernel_backend.js')) as KernelBackendModule;
  // Else it warns whoever loads danfojs-node later that the backend is there already, as it should be.
  tf.enableProdMode();
  tf.registerBackend(NATIVE_KEY, () => new NodeJSKernelBackend(binding, build.npmPackage));
}
