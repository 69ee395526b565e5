/** The compiler's command lines for the binding between Node and TensorFlow's library. */
import { join } from 'node:path';
import { bindingFolder, kernelLibrary, type TensorflowBuild } from './tensorflow-build.js';

/**
 * Source of a library of one line. TensorFlow tells of oneDNN on standard error while it is being loaded, and no
 * environment variable stops it; this raises the lowest level that is printed to warnings before that. It names no
 * library that it needs, so the loader starts it first; the symbol comes from TensorFlow's own library.
 */
export const QUIET_SOURCE = `#include "absl/log/globals.h"
static const bool quiet = (absl::SetMinLogLevel(absl::LogSeverityAtLeast::kWarning), true);
`;

/** File name of the source above, beside the libraries. */
export const QUIET_FILE = 'quiet.cc';

const QUIET_LIBRARY = 'libquiet.so';

/** C++ sources of our own operations, in `kernels/`. */
const KERNEL_SOURCES = [
  'add-product.cc',
  'attention-weights.cc',
  'cross-entropy.cc',
  'gelu.cc',
  'layer-norm.cc',
  'operation.cc',
  'parallel.cc',
  'self-attention.cc',
  'signals.cc',
  'transpose.cc',
];

/** What lets the compiler use vector instructions: no results hang on these. */
const VECTORS = ['-O3', '-fno-math-errno', '-fno-trapping-math', '-fopenmp-simd'];

/** What the compiler is told. */
export interface CompileOptions {
  /** Folder of the binding's C++ sources, in `@tensorflow/tfjs-node`. */
  readonly sources: string;
  /** Folder of the C++ sources of our own operations. */
  readonly kernels: string;
  /** Folder of Node-API's headers, in `node-api-headers`. */
  readonly nodeHeaders: string;
  /** Operating system as `process.platform` names it. */
  readonly platform: string;
}

/**
 * Arguments for the C++ compiler, one list a run, in order. They expect the wheel's headers and libraries in the
 * build's folder and leave the binding beside them.
 */
export function compileCommands(
  build: TensorflowBuild,
  { sources, kernels, nodeHeaders, platform }: CompileOptions,
): string[][] {
  const folder = bindingFolder(build);
  const headers = `-I${join(folder, 'include')}`;
  const shared = ['-shared', '-fPIC', '-std=c++17', headers];
  const node = `-I${nodeHeaders}`;
  const operations = [...VECTORS, ...shared, node, ...KERNEL_SOURCES.map((name) => join(kernels, name))];
  const binding = [
    ...['-O2', ...shared, '-DNAPI_VERSION=8', '-D_FILE_OFFSET_BITS=64', node],
    ...[join(sources, 'tfjs_backend.cc'), join(sources, 'tfjs_binding.cc')],
    ...['-o', join(folder, 'tfjs_binding.node')],
  ];
  if (platform === 'darwin') {
    const library = kernelLibrary(build);
    const libraries = build.libraries.map((name) => join(folder, name));
    const link = ['-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path'];
    return [
      [...operations, '-o', library, '-install_name', `@rpath/${build.kernels}`, ...libraries, ...link],
      [...binding, ...libraries, library, ...link],
    ];
  }
  const quiet = ['-O2', ...shared, join(folder, QUIET_FILE)];
  const libraries = [...build.libraries, build.kernels, QUIET_LIBRARY].map((library) => `-l:${library}`);
  return [
    [...quiet, '-o', join(folder, QUIET_LIBRARY)],
    [...operations, '-o', kernelLibrary(build), '-pthread', '-Wl,-z,nodelete'],
    [...binding, `-L${folder}`, '-Wl,--no-as-needed', ...libraries, '-Wl,-rpath,$ORIGIN'],
  ];
}
