import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that a process has for ending by itself. */
const GRACE = 1000;

/** State and parent's number in `/proc/<pid>/stat`, after the program's name, which may hold brackets itself. */
const PARENT = /^.*\) \S (\d+) /s;

/**
 * Ends the processes that a process has started, and theirs: asked first (SIGINT), before this returns, then made to.
 * @param spared processes that are left alone, with theirs.
 */
export function endChildren(pid: number, spared: ReadonlySet<number>): Promise<void> {
  // Windows knows no signals: there children end with the kernel.
  const children = process.platform === 'win32' ? [] : descendants(pid, spared);
  for (const child of children) signal(child, 'SIGINT');
  return children.length === 0 ? Promise.resolve() : insist(pid, children, spared);
}

async function insist(pid: number, children: readonly number[], spared: ReadonlySet<number>): Promise<void> {
  await sleep(GRACE);
  const left = new Set(descendants(pid, spared));
  for (const child of children) if (left.has(child)) signal(child, 'SIGKILL');
}

function descendants(pid: number, spared: ReadonlySet<number>): number[] {
  const processes = process.platform === 'linux' ? listProc() : listPs();
  const below = (parent: number): number[] =>
    processes.flatMap(([child, from]) =>
      from === parent && !spared.has(child) ? [child, ...below(child)] : [],
    );
  return below(pid);
}

/** Each process with its parent, as Linux tells it without a process of its own. */
function listProc(): [pid: number, parent: number][] {
  return readdirSync('/proc').flatMap((name): [number, number][] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, parent] = PARENT.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      return [[Number(name), Number(parent)]];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** The same from `ps`, which is itself among them and has ended when it is signalled. */
function listPs(): [pid: number, parent: number][] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return rows.map((row) => {
    const [pid = 0, parent = 0] = row.trim().split(/\s+/).map(Number);
    return [pid, parent];
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
