/** The set-up's step for the native backend, as `scripts/setup.mjs` and `lingtune setup` run it. */

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { errorMessage } from '../base/caught-error.js';
import type { LongWork } from '../records/long-work.js';
import { backendWish } from './backend-wish.js';
import { isWhole } from './build-mark.js';
import { hasNvidiaGpu } from './has-nvidia-gpu.js';
import { installTensorflow } from './install-tensorflow.js';
import { leftovers } from './leftovers.js';
import { isLinked, linkBinding } from './link-binding.js';
import { type TensorflowBuild, tensorflowBuild } from './tensorflow-build.js';

/** One step of the set-up. */
export interface TensorflowStep {
  /** What it makes, with what it downloads and keeps. */
  readonly title: string;
  /** Whether there is nothing to do. */
  done(): boolean;
  /**
   * Does it. The set-up goes on without a native backend, so nothing is thrown but an `AbortError`.
   * @returns `null`, or one line that says what is lost and how to get it.
   */
  run(options: LongWork & { readonly python: string }): Promise<string | null>;
}

/** Where to look. */
export interface TensorflowStepOptions {
  /** What is asked for (default: what `LINGTUNE_BACKEND` says). */
  readonly wish?: string | undefined;
  /** Whether there is a GPU (default: asks NVIDIA's driver). */
  readonly hasGpu?: () => boolean;
  /** The build (default: this system's). */
  readonly buildOf?: typeof tensorflowBuild;
}

const LOST =
  'models will run on WebAssembly, on one core and many times slower; when that is mended, run the set-up again';

/**
 * The step for this machine: the GPU's build where NVIDIA's driver lists one, else the processor's.
 * @throws RangeError where another backend is asked for than there are.
 */
export function tensorflowStep({
  wish = process.env.LINGTUNE_BACKEND,
  hasGpu = hasNvidiaGpu,
  buildOf = tensorflowBuild,
}: TensorflowStepOptions = {}): TensorflowStep {
  const wanted = backendWish(wish);
  if (wanted === 'wasm') return { title: 'TensorFlow', done: () => true, run: async () => null };
  const isGpu = wanted === 'tensorflow-gpu' || (wanted === null && hasGpu());
  const build = buildOf(isGpu ? 'tensorflow-gpu' : 'tensorflow');
  if (build === null) {
    const place = `${process.platform} on ${process.arch}`;
    const line = `TensorFlow ships no library for ${place}: models will run on WebAssembly, many times slower`;
    return { title: 'TensorFlow', done: () => false, run: async () => line };
  }
  return {
    title: stepTitle(build),
    done: () => {
      const folder = packageFolder(build);
      const isTidy = leftovers(dirname(build.folder)).length === 0;
      return folder !== null && isWhole(build) && isLinked(build, folder) && isTidy;
    },
    run: async ({ python, signal, onProgress }) => {
      try {
        const folder = packageFolder(build);
        if (folder === null)
          throw new Error(`${build.npmPackage} is missing (npm install --ignore-scripts brings it)`);
        await installTensorflow(build, { python, signal, onProgress });
        linkBinding(build, folder);
        return null;
      } catch (error) {
        if (signal?.aborted === true) throw error;
        return `${errorMessage(error)}; ${LOST}`;
      }
    },
  };
}

function stepTitle(build: TensorflowBuild): string {
  if (isWhole(build)) return 'TensorFlow';
  const { downloadMegabytes, diskMegabytes, folder, cudaWheels } = build;
  const cuda = cudaWheels.length === 0 ? '' : ", and NVIDIA's libraries, some 3 GB";
  return `TensorFlow (${downloadMegabytes} MB to download${cuda}; ${diskMegabytes} MB in ${dirname(folder)})`;
}

/** Folder of the installed npm package, `null` where it is not installed. */
function packageFolder({ npmPackage }: TensorflowBuild): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${npmPackage}/package.json`));
  } catch {
    return null; // An optional dependency: npm may have left it out.
  }
}
