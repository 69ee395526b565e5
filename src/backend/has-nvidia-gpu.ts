import { spawnSync } from 'node:child_process';

/**
 * Whether NVIDIA's driver answers and lists at least one GPU.
 * @param program the driver's own listing tool: path, or name on the search path (default: `nvidia-smi`).
 */
export function hasNvidiaGpu(program = 'nvidia-smi'): boolean {
  const { status, stdout } = spawnSync(program, ['--list-gpus'], { encoding: 'utf8' });
  return status === 0 && /^GPU \d+:/m.test(stdout);
}
