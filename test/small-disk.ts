import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** Why a test is skipped where no disk can be mounted. */
export const NO_DISK = 'mounting a small disk needs root on Linux';

/** A folder on a disk of its own. */
export interface SmallDisk {
  readonly folder: string;
  /** Gives the disk another size, as `mount` takes options of tmpfs. */
  resize(options: string): void;
}

/**
 * A small disk that is gone when the test has ended.
 * @param options of tmpfs, for example `size=4096` or `nr_inodes=4` (files and folders, its own included).
 * @returns `null` where none may be mounted.
 */
export function smallDisk(context: TestContext, options: string): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-disk-'));
  const isMounted = isDone('mount', '-t', 'tmpfs', '-o', options, 'none', folder);
  context.after(() => {
    if (isMounted) isDone('umount', folder);
    rmdirSync(folder);
  });
  if (!isMounted) return null;
  return {
    folder,
    resize(other) {
      if (!isDone('mount', '-o', `remount,${other}`, folder)) throw new Error(`smallDisk: no ${other}`);
    },
  };
}

function isDone(program: string, ...words: string[]): boolean {
  return spawnSync(program, words).status === 0;
}
