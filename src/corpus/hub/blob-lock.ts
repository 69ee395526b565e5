/**
 * One process at a time fetches a large file, by the lock of Python's `huggingface_hub`: `flock` on a file of the cache.
 * A kernel's lock is gone with its holder. Node has no `flock`, but it can hand its open file to a program that
 * locks it: the lock belongs to the file as it was opened, not to the process that asked.
 */
import { spawn } from 'node:child_process';
import { constants, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { fileSystemKind } from '../../base/files/file-system-kind.js';

/** Programs that lock what they find open as their file 3: of util-linux or BusyBox, else Python. */
const PROGRAMS: readonly (readonly [string, ...string[]])[] = [
  ['flock', '3'],
  ['python3', '-c', 'import fcntl; fcntl.flock(3, fcntl.LOCK_EX)'],
];
/** After this, in milliseconds, a wait for another process is told. */
const TOLD_AFTER = 1000;

/** How to wait for a lock. */
export interface LockWait {
  readonly signal: AbortSignal | undefined;
  /** Is told once where another process holds the lock. */
  readonly onWait: () => void;
}

/**
 * Does work while no other process holds the lock, as far as the file system keeps that.
 * @param path of the lock's file, which is made where it is missing, and stays; `null` where there is none.
 * @param work is told whether it is alone for sure: on Windows, on file systems without locks or of networks, and where
 * none of the programs is, it may not be.
 * @throws what `work` throws; the signal's reason where it is stopped while it waits.
 */
export async function withBlobLock<T>(
  path: string | null,
  wait: LockWait,
  work: (isAlone: boolean) => Promise<T>,
): Promise<T> {
  const file = path === null ? null : await lock(path, wait);
  try {
    return await work(path !== null && file !== null && fileSystemKind(path) !== 'network');
  } finally {
    await file?.close();
  }
}

async function lock(path: string, wait: LockWait): Promise<FileHandle | null> {
  if (process.platform === 'win32') return null;
  for (;;) {
    const file = await openLock(path);
    if (file === null) return null;
    try {
      if (!(await isLocked(file.fd, wait))) {
        await file.close();
        return null;
      }
      // Whoever held it may have removed the file: then others lock another one of its name.
      const [mine, named] = [await file.stat(), statSync(path, { throwIfNoEntry: false })];
      if (mine.ino === named?.ino && mine.dev === named.dev) return file;
    } catch (cause) {
      await file.close();
      throw cause;
    }
    await file.close();
  }
}

/** A colleague's lock may be one that we cannot open. */
async function openLock(path: string): Promise<FileHandle | null> {
  for (const access of [constants.O_RDWR | constants.O_CREAT, constants.O_RDONLY]) {
    try {
      const file = await open(path, access | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o664);
      if ((await file.stat()).isFile()) return file;
      await file.close();
    } catch {
      // The next way, or without a lock.
    }
  }
  return null;
}

async function isLocked(file: number, wait: LockWait): Promise<boolean> {
  for (const [program, ...words] of PROGRAMS) {
    if (await succeeds(program, words, file, wait)) return true;
  }
  return false;
}

function succeeds(
  program: string,
  words: readonly string[],
  file: number,
  { signal, onWait }: LockWait,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // Detached, so that Ctrl-C in a terminal stops us, and through the signal the program.
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'ignore', file], detached: true });
    const timer = setTimeout(onWait, TOLD_AFTER);
    const stop = (): void => {
      child.kill('SIGKILL');
      settle();
      reject(signal?.reason);
    };
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.on('error', () => {
      settle();
      resolve(false);
    });
    child.on('close', (code) => {
      settle();
      resolve(code === 0);
    });
  });
}
