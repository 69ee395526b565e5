import { fileURLToPath } from 'node:url';

/** What Jupyter reads of a kernel: content of kernel.json. */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: 'message' | 'signal';
}

/** How Node runs the kernel. */
const FLAGS = [
  // Its books on what runs in whose name are not balanced where an interrupt tears a callback out: no reason to end.
  '--no-force-async-hooks-checks',
  // Compiling leaves much behind; V8 would let three times of what is needed pile up before it looks.
  '--heap-growing-percent=50',
];

/** Program that starts our kernel. */
export function kernelProgram(): string {
  return fileURLToPath(new URL('../../../bin/lingtune-kernel.js', import.meta.url));
}

/**
 * Content of our kernel.json: absolute paths, so that the kernel starts whatever the search path of Jupyter is.
 * Interrupts come as messages, which a thread of the kernel hears while a cell keeps it busy. scripts/setup.mjs, which
 * runs before there is a build, writes the same.
 */
export function kernelSpec(): KernelSpec {
  return {
    argv: [process.execPath, ...FLAGS, kernelProgram(), '{connection_file}'],
    display_name: 'TypeScript (lingtune)',
    language: 'typescript',
    interrupt_mode: 'message',
  };
}
