/** Locks that the system's kernel holds for an open file: gone with its process, and seen from every container on it. */
import { statfsSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What came of asking for a lock; `unknown` where the file system, or this system, has none. */
export type KernelLock = 'granted' | 'busy' | 'unknown';

/** What `fs-native-extensions` has of it: locks of open file descriptions on Linux, their likes elsewhere. */
interface Locks {
  tryLock(file: number, offset: number, length: number, options: { readonly shared: boolean }): boolean;
}

/** Place of the one byte that is locked, beyond all content: some systems let nobody read what is locked. */
const PLACE = 2 ** 30;

/** File systems of Linux that only one kernel writes at a time: ext, XFS, Btrfs, tmpfs, overlay, ZFS, F2FS. Source: statfs(2). */
const LOCAL: ReadonlySet<number> = new Set([
  ...[0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010],
]);

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
  return process.platform === 'linux' && LOCAL.has(statfsSync(folder).type);
}
