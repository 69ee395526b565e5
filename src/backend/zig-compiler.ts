/** The C++ compiler that is downloaded where the system has none: Clang with all that it needs, in one wheel of PyPI. */
import { basename, join } from 'node:path';
import type { PinnedWheel } from './cuda-packages.js';

const VERSION = '0.17.1';

/** Sums as PyPI states them, by processor; Linux only: a Mac has a compiler as soon as it has Python. */
const SUMS: Readonly<Record<string, string>> = {
  x64: 'ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54',
  arm64: 'b7c5f02fccd40f89b999ee16a1f5ddced56e6182370f8affe494bcf8a28cf07e',
};

/** Processors in Zig's words, and the C library that TensorFlow's wheels are made for. */
const TARGETS: Readonly<Record<string, string>> = {
  x64: 'x86_64-linux-gnu.2.27',
  arm64: 'aarch64-linux-gnu.2.27',
};

/**
 * What our libraries need of Zig's C++ library. Its compiler would compile all of it, which takes two minutes; the
 * parts that no header has are these. What lies below them (exceptions, memory) is in the system's own C++ library,
 * without which neither Node nor TensorFlow starts.
 */
const LIBRARY = [
  ...[
    'condition_variable',
    'condition_variable_destructor',
    'error_category',
    'functional',
    'future',
    'hash',
    'mutex',
    'stdexcept',
    'string',
    'system_error',
    'thread',
    'verbose_abort',
  ].map((name) => `libcxx/src/${name}.cpp`),
  'libcxxabi/src/stdlib_exception.cpp',
];

/** Hidden, so that nothing else in the process is bound to them by accident. */
const LIBRARY_FLAGS = [
  ...['-O2', '-fPIC', '-std=c++23', '-w', '-DNDEBUG', '-ffunction-sections', '-fdata-sections'],
  ...['-fvisibility=hidden', '-fvisibility-inlines-hidden', '-D_LIBCPP_BUILDING_LIBRARY'],
  ...['-D_LIBCPP_DISABLE_VISIBILITY_ANNOTATIONS', '-D_LIBCXXABI_DISABLE_VISIBILITY_ANNOTATIONS'],
];

/** Words that only concern linking. */
const LINK_WORD = /^-(shared|pthread|Wl,.*|[lL].*)$/;

/** Where the compiler and what it makes lie. */
export interface ZigOptions {
  /** Folder that the wheel was unpacked into. */
  readonly folder: string;
  /** Folder for what is compiled but not linked yet. */
  readonly objects: string;
  /** Processor as `process.arch` names it. */
  readonly arch: string;
}

/** Words for the compiler: those of `compile` in any order or at once, then those of `link` in order. */
export interface ZigCommands {
  readonly compile: readonly string[][];
  readonly link: readonly string[][];
}

/** The wheel with the compiler for a system, `null` where we know of none. */
export function zigWheel(
  platform: string = process.platform,
  arch: string = process.arch,
): PinnedWheel | null {
  const sha256 = SUMS[arch];
  if (platform !== 'linux' || sha256 === undefined) return null;
  return { requirement: `ziglang==${VERSION}`, sha256 };
}

/** Path of the compiler in the folder that its wheel was unpacked into. */
export function zigProgram(folder: string): string {
  return join(folder, 'ziglang', 'zig');
}

/**
 * What Zig's compiler is told in place of a system's: every source by itself for a named processor and C library, and
 * linked with the parts of its C++ library that we need. Without a name it would compile for the processor at hand alone.
 * @param commands words for a system's compiler, as `compileCommands` gives them for Linux.
 */
export function zigCommands(
  commands: readonly (readonly string[])[],
  { folder, objects, arch }: ZigOptions,
): ZigCommands {
  const target = ['-target', TARGETS[arch] ?? arch];
  const library = join(folder, 'ziglang', 'lib');
  const includes = `-I${join(library, 'libcxx', 'src')}`;
  const objectOf = (source: string, prefix: string): string =>
    join(objects, `${prefix}-${basename(source)}.o`);
  const compileWords = (flags: readonly string[], source: string, prefix: string): string[] => [
    ...['c++', ...target, ...flags, '-c', source, '-o', objectOf(source, prefix)],
  ];
  const parts = LIBRARY.map((path) => join(library, path));
  const split = commands.map((words) => {
    const output = words[words.indexOf('-o') + 1] ?? '';
    const rest = words.filter((word, index) => word !== '-o' && words[index - 1] !== '-o');
    return {
      output,
      sources: rest.filter((word) => word.endsWith('.cc')),
      link: rest.filter((word) => LINK_WORD.test(word)),
      flags: rest.filter((word) => !word.endsWith('.cc') && !LINK_WORD.test(word)),
    };
  });
  return {
    compile: [
      ...split.flatMap(({ output, flags, sources }) =>
        sources.map((source) => compileWords(flags, source, basename(output))),
      ),
      ...parts.map((source) => compileWords([...LIBRARY_FLAGS, includes], source, 'zig')),
    ],
    link: split.map(({ output, link, sources }) => [
      ...['cc', ...target],
      ...sources.map((source) => objectOf(source, basename(output))),
      ...parts.map((source) => objectOf(source, 'zig')),
      ...[...link, '-Wl,--gc-sections', '-Wl,-s', '-o', output],
    ]),
  };
}
