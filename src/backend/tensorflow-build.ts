/** What the native backend is made from on each system, pinned, and where in the cache it is kept. */
import { join } from 'node:path';
import { cacheFolder } from '../base/files/cache-folder.js';
import { CUDA_PACKAGES, type PinnedWheel } from './cuda-packages.js';

/** Version of TensorFlow whose library the binding is built against. */
export const TENSORFLOW_VERSION = '2.21.0';

/** Version of the npm packages `@tensorflow/tfjs-node` and `-gpu` whose binding is built. */
export const BINDING_VERSION = '4.22.0';

/** Raised whenever what a build does changes, so that older builds are not taken for current ones. */
const RECIPE = 9;

/** The two native backends. */
export type NativeName = 'tensorflow' | 'tensorflow-gpu';

/** One way of building the native backend. */
export interface TensorflowBuild {
  readonly backend: NativeName;
  /** npm package that brings the binding's JavaScript. */
  readonly npmPackage: '@tensorflow/tfjs-node' | '@tensorflow/tfjs-node-gpu';
  /** The wheel that TensorFlow's library and headers are taken from. */
  readonly wheel: PinnedWheel;
  /** NVIDIA's libraries, for the GPU only. */
  readonly cudaWheels: readonly PinnedWheel[];
  /** File names of TensorFlow's libraries in the wheel, the one that depends on the other first. */
  readonly libraries: readonly [whole: string, framework: string];
  /** File name of the library of our own operations. */
  readonly kernels: string;
  /** What is downloaded, in megabytes. */
  readonly downloadMegabytes: number;
  /** What is kept, in megabytes. */
  readonly diskMegabytes: number;
  /** Folder that the build is kept in. */
  readonly folder: string;
}

/** What decides the build. */
export interface TensorflowBuildOptions {
  /** Operating system as `process.platform` names it (default: this one). */
  platform?: string;
  /** Processor as `process.arch` names it (default: this one). */
  arch?: string;
  /** C library that a build hangs on, such as `glibc-2.36` (default: this system's). */
  libc?: string;
  /** The user's cache (default: `cacheFolder()`). */
  cache?: string;
}

interface Source {
  readonly name: string;
  readonly sha256: string;
  readonly downloadMegabytes: number;
  readonly diskMegabytes: number;
}

const LINUX_LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'] as const;
const MAC_LIBRARIES = ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'] as const;

/** SHA-256 sums: what PyPI states for the wheels of CPython 3.11; sizes: measured. */
const SOURCES: Readonly<Record<string, Source>> = {
  'tensorflow linux x64': {
    name: 'tensorflow-cpu',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    downloadMegabytes: 274,
    diskMegabytes: 853,
  },
  'tensorflow linux arm64': {
    name: 'tensorflow',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    downloadMegabytes: 282,
    diskMegabytes: 883,
  },
  'tensorflow darwin arm64': {
    name: 'tensorflow',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    downloadMegabytes: 223,
    diskMegabytes: 741,
  },
  'tensorflow-gpu linux x64': {
    name: 'tensorflow',
    sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
    downloadMegabytes: 572,
    diskMegabytes: 1259,
  },
};

/**
 * The way to build a native backend on a system.
 * @returns `null` where there is no wheel for the system.
 */
export function tensorflowBuild(
  backend: NativeName,
  {
    platform = process.platform,
    arch = process.arch,
    libc = systemLibc(),
    cache = cacheFolder(),
  }: TensorflowBuildOptions = {},
): TensorflowBuild | null {
  const source = SOURCES[`${backend} ${platform} ${arch}`];
  if (source === undefined || (platform === 'linux' && !libc.startsWith('glibc'))) return null;
  const { name, sha256, downloadMegabytes, diskMegabytes } = source;
  const cudaWheels = backend === 'tensorflow-gpu' ? CUDA_PACKAGES : [];
  const parts = [backend, TENSORFLOW_VERSION, 'binding', BINDING_VERSION, platform, arch, libc, `r${RECIPE}`];
  return {
    backend,
    npmPackage: backend === 'tensorflow-gpu' ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node',
    wheel: { requirement: `${name}==${TENSORFLOW_VERSION}`, sha256 },
    cudaWheels,
    libraries: platform === 'darwin' ? MAC_LIBRARIES : LINUX_LIBRARIES,
    kernels: `liblingtune_kernels.${platform === 'darwin' ? 'dylib' : 'so'}`,
    downloadMegabytes,
    diskMegabytes,
    folder: join(cache, 'tensorflow', parts.join('-')),
  };
}

/** Folder of a build that holds the libraries and the binding; the same depth as in a Python's site-packages. */
export function bindingFolder(build: TensorflowBuild): string {
  return join(build.folder, 'tensorflow');
}

/** Path of a build's binding. */
export function bindingPath(build: TensorflowBuild): string {
  return join(bindingFolder(build), 'tfjs_binding.node');
}

/** Path of the library of our own operations, beside TensorFlow's. */
export function kernelLibrary(build: TensorflowBuild): string {
  return join(bindingFolder(build), build.kernels);
}

/**
 * The C library of this system and its version. Node's own ABI does not matter: the binding uses Node-API, which
 * stays the same over Node's versions.
 */
function systemLibc(): string {
  if (process.platform !== 'linux') return process.platform;
  const report = process.report as { excludeNetwork?: boolean; getReport(): object };
  const { excludeNetwork = false } = report;
  report.excludeNetwork = true; // Else the report looks up names of hosts, which takes its time.
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  report.excludeNetwork = excludeNetwork;
  return header.glibcVersionRuntime === undefined ? 'musl' : `glibc-${header.glibcVersionRuntime}`;
}
