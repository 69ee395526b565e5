/** Who holds a folder's lock, and whether that process still works. */
import { closeSync, fstatSync, openSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../check-form.js';
import { readJsonFile } from '../files/read-json-file.js';
import { isPrintable } from '../printable.js';
import { isOnLocalDisk, type KernelLock, tryKernelLock } from './kernel-lock.js';
import { bootId, processStart } from './process-start.js';

const Text = z.string().refine(isPrintable, 'must be printable');

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  /** Tells the process from a later one of the same number. */
  readonly started: string;
  readonly host: string;
  /** Run of the machine's kernel; empty where the system names none. */
  readonly boot: string;
  /** Namespace in which the number counts; empty where the system has none. */
  readonly namespace: string;
  /** Whether the kernel holds a lock of the file for as long as the process lives. */
  readonly isLocked: boolean;
  readonly since: string;
}

const HolderForm: z.ZodType<Holder> = z.strictObject({
  pid: z.int().min(1),
  started: Text,
  host: Text,
  boot: Text,
  namespace: Text,
  isLocked: z.boolean(),
  since: z.iso.datetime(),
});

/** Where a holder is, seen from here: the same process numbers, the same kernel, or neither. */
export type Nearness = 'here' | 'other container' | 'other machine';

/** How a lock of the kernel is asked for, and what its answer is worth. */
export interface LockSystem {
  /** Default: `tryKernelLock`. */
  readonly tryLock?: ((file: number, isShared?: boolean) => KernelLock) | undefined;
  /** Default: `isOnLocalDisk`. */
  readonly isLocal?: ((folder: string) => boolean) | undefined;
}

/** This process as a holder. */
export function holderHere(isLocked: boolean): Holder {
  return {
    pid: process.pid,
    started: processStart(process.pid) ?? '',
    host: hostname(),
    boot: bootId(),
    namespace: processNamespace(),
    isLocked,
    since: new Date().toISOString(),
  };
}

/** Reads a holder's file. @throws Error with path and field where it is malformed, or cannot be read. */
export function readHolder(path: string): Holder {
  return checkForm(HolderForm, readJsonFile(path), path);
}

/** How near a holder is. */
export function nearnessOf({ boot, host, namespace }: Holder): Nearness {
  const isSameKernel = bootId() === '' ? host === hostname() : boot === bootId();
  if (!isSameKernel) return 'other machine';
  return namespace === processNamespace() ? 'here' : 'other container';
}

/**
 * Whether the process of a holder works, as far as this machine's kernel can tell.
 * @param path of the holder's file.
 * @returns `null` where it cannot, since the holder may be on another machine, or the kernel has no lock for the file.
 * @throws Error with code ENOENT where the file is gone.
 */
export function isAtWork(
  path: string,
  holder: Holder,
  { tryLock = tryKernelLock, isLocal = isOnLocalDisk }: LockSystem = {},
): boolean | null {
  const file = openSync(path, 'r');
  try {
    const lock = tryLock(file, true);
    if (lock === 'busy') return true;
    const nearness = nearnessOf(holder);
    const isTold = nearness !== 'other machine' || isLocal(dirname(path));
    if (lock === 'granted' && holder.isLocked && isTold) return false;
    return nearness === 'here' ? processStart(holder.pid) === holder.started : null;
  } finally {
    closeSync(file);
  }
}

/** When a holder last gave a sign of life, in milliseconds by the file server's clock. */
export function lastSign(path: string): number {
  // Opening it makes network file systems ask the server.
  const file = openSync(path, 'r');
  try {
    return fstatSync(file).mtimeMs;
  } finally {
    closeSync(file);
  }
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return ''; // The system has none.
  }
}
