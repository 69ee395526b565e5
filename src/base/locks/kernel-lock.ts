/** Locks that the system's kernel holds for an open file: gone with its process, and seen from every container on it. */
import { createRequire } from 'node:module';
import { fileSystemKind } from '../files/file-system-kind.js';

/** What came of asking for a lock; `unknown` where the file system, or this system, has none. */
export type KernelLock = 'granted' | 'busy' | 'unknown';

/** What `fs-native-extensions` has of it: locks of open file descriptions on Linux, their likes elsewhere. */
interface Locks {
  tryLock(file: number, offset: number, length: number, options: { readonly shared: boolean }): boolean;
}

/** Place of the one byte that is locked, beyond all content: some systems let nobody read what is locked. */
const PLACE = 2 ** 30;

const require = createRequire(import.meta.url);

/**
 * Asks for the lock of an open file, which lasts until the file is closed.
 * @param file descriptor, open for writing.
 * @param isShared whether others that ask so may have it too (default: no).
 */
export function tryKernelLock(file: number, isShared: boolean = false): KernelLock {
  try {
    const locks = require('fs-native-extensions') as Locks;
    return locks.tryLock(file, PLACE, 1, { shared: isShared }) ? 'granted' : 'busy';
  } catch {
    return 'unknown'; // There is no build for this system, or the file system refuses.
  }
}

/** Whether a folder lies on a disk that no other machine can write, so that the kernel's locks tell everything. */
export function isOnLocalDisk(folder: string): boolean {
  return fileSystemKind(folder) === 'local';
}
