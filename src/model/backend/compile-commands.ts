/** The compiler's command lines for the binding between Node and TensorFlow's library. */
import { join } from 'node:path';
import { bindingFolder, type TensorflowBuild } from './tensorflow-build.js';

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

/** What the compiler is told. */
export interface CompileOptions {
  /** Folder of the binding's C++ sources, in `@tensorflow/tfjs-node`. */
  readonly sources: string;
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
  { sources, nodeHeaders, platform }: CompileOptions,
): string[][] {
  const folder = bindingFolder(build);
  const headers = `-I${join(folder, 'include')}`;
  const binding = [
    ...['-O2', '-shared', '-fPIC', '-std=c++17', '-DNAPI_VERSION=8', '-D_FILE_OFFSET_BITS=64'],
    ...[`-I${nodeHeaders}`, headers],
    ...[join(sources, 'tfjs_backend.cc'), join(sources, 'tfjs_binding.cc')],
    ...['-o', join(folder, 'tfjs_binding.node')],
  ];
  if (platform === 'darwin') {
    const libraries = build.libraries.map((library) => join(folder, library));
    return [[...binding, '-undefined', 'dynamic_lookup', ...libraries, '-Wl,-rpath,@loader_path']];
  }
  const quiet = ['-O2', '-shared', '-fPIC', '-std=c++17', headers, join(folder, QUIET_FILE)];
  const libraries = [...build.libraries, QUIET_LIBRARY].map((library) => `-l:${library}`);
  return [
    [...quiet, '-o', join(folder, QUIET_LIBRARY)],
    [...binding, `-L${folder}`, '-Wl,--no-as-needed', ...libraries, '-Wl,-rpath,$ORIGIN'],
  ];
}
