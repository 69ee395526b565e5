/** Whether the kernel is installed, fits its tslab, and answers. */
import { existsSync, readFileSync } from 'node:fs';
import { errorMessage } from '../base/caught-error.js';
import { loadTslab } from '../kernel/tslab/tslab-seam.js';
import type { DoctorLine } from './doctor.js';
import { type KernelInstallOptions, kernelFile } from './install-kernel.js';
import { startKernelClient } from './kernel-client.js';
import { kernelSpec } from './kernel-spec.js';

/** Looks at the kernel, and starts one to see whether it answers. */
export async function examineKernel(options: KernelInstallOptions = {}): Promise<DoctorLine[]> {
  return [
    await line('kernel.json', () => examineFile(options)),
    await line('tslab', examineTslab),
    await line('kernel', tryKernel),
  ];
}

async function line(name: string, look: () => string | Promise<string>): Promise<DoctorLine> {
  try {
    return { name, text: await look(), found: true };
  } catch (error) {
    return { name, text: errorMessage(error), found: false };
  }
}

function examineFile(options: KernelInstallOptions): string {
  const path = kernelFile(options);
  if (!existsSync(path)) throw new Error(`${path} is missing; lingtune kernel install writes it`);
  const { argv } = JSON.parse(readFileSync(path, 'utf8')) as { argv: readonly string[] };
  // Node, its flags, our program, and where the connection file stands.
  const [node = '', program = ''] = [argv[0], argv.at(-2)];
  const missing = [node, program].find((file) => !existsSync(file));
  if (missing !== undefined) {
    throw new Error(`${path} names ${missing}, which is gone; lingtune kernel install mends it`);
  }
  if (JSON.stringify(argv) !== JSON.stringify(kernelSpec().argv)) {
    return `${path} (starts another lingtune: ${program})`;
  }
  return path;
}

function examineTslab(): string {
  const { compiler } = loadTslab();
  return `fits; TypeScript ${compiler.version}`;
}

/** Starts a kernel and asks it who it is. @returns how long it took. */
async function tryKernel(): Promise<string> {
  const started = performance.now();
  const kernel = await startKernelClient();
  try {
    const { banner } = await kernel.request('kernel_info_request', {});
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return `answers after ${seconds} s: ${String(banner)}`;
  } finally {
    await kernel.close();
  }
}
