import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isErrorCode } from '../caught-error.js';

/** Places in `/proc/<pid>/stat` behind the name of the program, which may hold anything. Source: proc(5). */
const STAT = { state: 0, start: 19 } as const;
/** The process has ended, but nobody has asked how. */
const ENDED = ['Z', 'X'];
const BOOT = '/proc/sys/kernel/random/boot_id';

/**
 * When a process began, as a text that no other process of this machine has: its number is given again one day.
 * @returns `null` where there is no such process, or it has ended; where the system does not tell the time, the text
 * is `running`.
 */
export function processStart(pid: number): string | null {
  if (existsSync('/proc/self/stat')) return startInProc(pid);
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  return isRunning(pid) ? 'running' : null;
}

function startInProc(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (ENDED.includes(fields[STAT.state] ?? '')) return null;
  // Ticks since the machine was started, and which start that was.
  return `${fields[STAT.start]} ${bootId()}`.trim();
}

/** What tells this run of the machine's kernel from all others, the same in its containers; empty where nothing does. */
export function bootId(): string {
  return existsSync(BOOT) ? readFileSync(BOOT, 'utf8').trim() : '';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There is one, but it is another user's.
    return isErrorCode(error, ['EPERM']);
  }
}
