import { readFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Memory that this process may still take without swapping or being ended: what the system has available, and no
 * more than any of the control groups (Linux, version 2) that a job scheduler or container put it into allows.
 * @param root folder that holds `proc` and `sys` (default: `/`).
 * @returns bytes.
 */
export function freeMemory(root = '/'): number {
  const available = read(join(root, 'proc/meminfo'))?.match(/^MemAvailable:\s+(\d+) kB$/m)?.[1];
  const system = available === undefined ? freemem() : Number(available) * 1024;
  return Math.min(system, ...groupFolders(root).map(groupRoom));
}

/** Folders of the process's control group and of those that it lies in, innermost first. */
function groupFolders(root: string): string[] {
  const path = read(join(root, 'proc/self/cgroup'))?.match(/^0::(\/.*)$/m)?.[1];
  if (path === undefined) return [];
  const folders = [path];
  for (let folder = path; folder !== '/'; folder = dirname(folder)) folders.push(dirname(folder));
  return folders.map((folder) => join(root, 'sys/fs/cgroup', folder));
}

/** Bytes that a group may still take: its limit less what it holds, files that can be read again not counted. */
function groupRoom(folder: string): number {
  const limit = Number(read(join(folder, 'memory.max')) ?? Number.NaN);
  const held = Number(read(join(folder, 'memory.current')) ?? Number.NaN);
  if (!Number.isFinite(limit) || !Number.isFinite(held)) return Number.POSITIVE_INFINITY; // 'max': no limit.
  const files = Number(read(join(folder, 'memory.stat'))?.match(/^inactive_file (\d+)$/m)?.[1] ?? 0);
  return Math.max(0, limit - held + files);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // Not Linux, another version of control groups, or the root group, which has no limit.
  }
}
