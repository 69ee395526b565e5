/** Starting the native backend: TensorFlow's library under TensorFlow.js's own kernels. */
import { createRequire, Module } from 'node:module';
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
 * Registers the native backend with TensorFlow.js; loading takes some 0.3 s.
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
  const { NodeJSKernelBackend } = onCore(dist, (requireThere) => {
    requireThere('./register_all_kernels.js');
    return requireThere('./nodejs_kernel_backend.js') as KernelBackendModule;
  });
  tf.registerBackend(NATIVE_KEY, () => new NodeJSKernelBackend(binding, build.npmPackage));
}

/**
 * Lets modules that ask for `@tensorflow/tfjs` have `@tensorflow/tfjs-core`, which is all that the kernels use of it.
 * The whole of it, with layers, converters and two more backends, takes twice as long to load as TensorFlow.
 */
function onCore<Result>(folder: string, load: (requireThere: NodeJS.Require) => Result): Result {
  const requireThere = createRequire(join(folder, 'index.js'));
  const whole = requireThere.resolve('@tensorflow/tfjs');
  if (requireThere.cache[whole] !== undefined) return load(requireThere);
  const standIn = new Module(whole);
  standIn.exports = requireThere('@tensorflow/tfjs-core');
  standIn.loaded = true;
  requireThere.cache[whole] = standIn;
  try {
    return load(requireThere);
  } finally {
    delete requireThere.cache[whole]; // Whoever asks later gets the real one.
  }
}
