/** Choosing and starting what computes with tensors: what `startBackend` does, with TensorFlow.js loaded. */

import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { errorMessage } from '../base/caught-error.js';
import { checkInteger } from '../base/check-integer.js';
import type { Backend, BackendName, StartBackendOptions } from './backend.js';
import { backendWish } from './backend-wish.js';
import { isWhole } from './build-mark.js';
import { hasNvidiaGpu } from './has-nvidia-gpu.js';
import { loadNative, NATIVE_KEY, THREADS_VARIABLE } from './load-native.js';
import { loadWasm, WASM_KEY } from './load-wasm.js';
import { hasOwnOperations, ownOperation } from './native-operation.js';
import { shieldSignals } from './shield-signals.js';
import { type NativeName, tensorflowBuild } from './tensorflow-build.js';

/** More threads than any machine has processors. */
const MOST_THREADS = 4096;

/** What TensorFlow.js's native backend tells of itself. */
interface NativeFacts {
  readonly isGPUPackage: boolean;
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version: string };
}

/** What `startBackend` says. */
export async function runBackend({
  name,
  threads,
  onNotice = (line) => console.error(line),
}: StartBackendOptions = {}): Promise<Backend> {
  if (threads !== undefined) checkInteger('startBackend: threads', threads, 1, MOST_THREADS);
  const wish = name ?? backendWish(process.env.LINGTUNE_BACKEND) ?? runningBackend();
  if (wish !== null) return start(wish, threads);
  try {
    return await start(bestNative(), threads);
  } catch (error) {
    const reason = errorMessage(error);
    onNotice(
      `${reason}; models run on WebAssembly instead, on one core and many times slower (LINGTUNE_BACKEND=wasm asks for it)`,
    );
    return start('wasm', threads);
  }
}

/** The backend that TensorFlow.js uses now, `null` where there is none of ours. */
function runningBackend(): BackendName | null {
  const running = tf.engine().backendName;
  if (running === WASM_KEY) return 'wasm';
  return running === NATIVE_KEY ? nativeName() : null;
}

/** The GPU's where it is set up and there is one, else the processor's. */
function bestNative(): NativeName {
  const gpu = tensorflowBuild('tensorflow-gpu');
  return gpu !== null && isWhole(gpu) && hasNvidiaGpu() ? 'tensorflow-gpu' : 'tensorflow';
}

async function start(name: BackendName, threads: number | undefined): Promise<Backend> {
  const key = name === 'wasm' ? WASM_KEY : NATIVE_KEY;
  if (name === 'wasm') await loadWasm();
  else startNative(name, threads);
  if (!(await tf.setBackend(key))) throw new Error(`startBackend: ${name} must start, got a failure`);
  if (hasOwnOperations()) checkOwnOperations();
  if (name !== 'wasm') shieldNative(name);
  const versions =
    name === 'wasm'
      ? { tfjs: tf.version_core }
      : { tfjs: tf.version_core, tensorflow: nativeFacts().binding.TF_Version };
  const used = name === 'wasm' ? 1 : (threadsInUse() ?? availableParallelism());
  return { name, versions, threads: used, description: describe(name, versions, used) };
}

function startNative(name: NativeName, threads: number | undefined): void {
  if (tf.findBackendFactory(NATIVE_KEY) === null) {
    const build = tensorflowBuild(name);
    if (build === null || !isWhole(build)) {
      throw new Error(
        `startBackend: ${name} must be set up, which \`lingtune setup\` does, got nothing in place`,
      );
    }
    loadNative(build, threads ?? availableParallelism());
  }
  if (nativeName() !== name) {
    throw new Error(
      `startBackend: ${name} must be started in a process of its own, got ${nativeName()} running`,
    );
  }
  const used = threadsInUse();
  if (threads !== undefined && used !== null && used !== threads) {
    throw new RangeError(`startBackend: threads must stay ${used} once TensorFlow runs, got ${threads}`);
  }
}

/** Whoever loaded TensorFlow before us, as danfojs-node does, left that to us. */
function shieldNative(name: NativeName): void {
  const build = tensorflowBuild(name);
  if (build !== null) shieldSignals(build);
}

/** Whoever loaded TensorFlow before us, as danfojs-node does, may have found a build without our operations. */
function checkOwnOperations(): void {
  try {
    tf.tidy(() => {
      ownOperation('LingtuneGelu', [tf.tensor1d([0])], 1);
    });
  } catch {
    throw new Error(
      `startBackend: TensorFlow must be the build that lingtune set up, got ${nativeFacts().binding.TF_Version} without its operations, loaded by another package before (\`lingtune setup\` gives that package the right one)`,
    );
  }
}

/** Threads that TensorFlow was told to use; `null` where somebody else loaded it and left that to itself. */
function threadsInUse(): number | null {
  const text = process.env[THREADS_VARIABLE] ?? '';
  return text === '' ? null : Number(text);
}

function nativeFacts(): NativeFacts {
  return tf.findBackend(NATIVE_KEY) as unknown as NativeFacts;
}

function nativeName(): NativeName {
  return nativeFacts().isGPUPackage ? 'tensorflow-gpu' : 'tensorflow';
}

function describe(name: BackendName, versions: Readonly<Record<string, string>>, threads: number): string {
  const parts = Object.entries(versions).map(([part, version]) => `${part} ${version}`);
  // The library for GPUs computes on the processor, without our operations for it, where it finds none.
  const isIdle = name === 'tensorflow-gpu' && !nativeFacts().isUsingGpuDevice;
  return `${name}${isIdle ? ' on the processor, as it finds no GPU' : ''} (${[...parts, threads === 1 ? '1 thread' : `${threads} threads`].join(', ')})`;
}
