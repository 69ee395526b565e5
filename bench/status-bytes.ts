import { readFileSync } from 'node:fs';

/**
 * What Linux says of a process's memory, in bytes.
 * @param name `VmRSS`, what it holds now, or `VmHWM`, what it held at the peak.
 * @param pid number of the process (default: this one).
 * @throws Error of the file system where there is no such process, or the system is another.
 */
export function statusBytes(name: 'VmRSS' | 'VmHWM', pid: number | 'self' = 'self'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
}
