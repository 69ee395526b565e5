import { spawn } from 'node:child_process';
import { statusBytes } from './status-bytes.js';

/** Milliseconds between two looks at a process's memory. */
const LOOK = 50;

/** What running a program took. */
export interface ProcessCost {
  /** From its start to its end. */
  readonly seconds: number;
  /** Most memory that it held at once (Linux: VmHWM). */
  readonly peakBytes: number;
  readonly stdout: string;
}

/**
 * Runs a program and measures it.
 * @throws Error with the end of what it wrote where it fails.
 */
export async function measureProcess(
  program: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ProcessCost> {
  const started = performance.now();
  const child = spawn(program, parameters, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000);
  });
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, highWaterMark(child.pid));
  }, LOOK);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(look);
  if (code !== 0) throw new Error(`${program} ${parameters[0]} ended with code ${code}:\n${stderr}`);
  return { seconds: (performance.now() - started) / 1000, peakBytes, stdout };
}

function highWaterMark(pid: number | undefined): number {
  if (pid === undefined) return 0; // It has not begun.
  try {
    return statusBytes('VmHWM', pid);
  } catch {
    return 0; // It has just ended.
  }
}
