import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Milliseconds that a process has for ending by itself. */
const GRACE = 1000;

/**
 * Ends the processes that a process has started, and theirs: asked first (SIGINT), then made to.
 * @param spared processes that are left alone, with theirs.
 */
export async function endChildren(pid: number, spared: ReadonlySet<number>): Promise<void> {
  // Windows knows no signals: there children end with the kernel.
  if (process.platform === 'win32') return;
  const children = await descendants(pid, spared);
  for (const child of children) signal(child, 'SIGINT');
  if (children.length === 0) return;
  await sleep(GRACE);
  const left = new Set(await descendants(pid, spared));
  for (const child of children) if (left.has(child)) signal(child, 'SIGKILL');
}

async function descendants(pid: number, spared: ReadonlySet<number>): Promise<number[]> {
  const listing = promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const own = listing.child.pid;
  const text = await listing.then(({ stdout }) => stdout).catch(() => '');
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    rows.flatMap(([child = 0, from]) =>
      from === parent && child !== own && !spared.has(child) ? [child, ...below(child)] : [],
    );
  return below(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
