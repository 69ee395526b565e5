/** Making a blob appear under its name in a snapshot. */
import { randomBytes } from 'node:crypto';
import { constants, statSync } from 'node:fs';
import { copyFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { isCode } from './cache-error.js';
import { INCOMPLETE } from './partial-file.js';

/** A file that is there whole, by its length in bytes. */
export function isWhole(path: string, size: number): boolean {
  try {
    const entry = statSync(path);
    return entry.isFile() && entry.size === size;
  } catch (cause) {
    if (isCode(cause, 'ENOENT', 'ENOTDIR', 'ELOOP')) return false;
    throw cause;
  }
}

/** A blob and where it is to appear. */
export interface BlobPlace {
  readonly blob: string;
  /** Path in the snapshot; its folder is there. What has the name already is replaced. */
  readonly path: string;
  /** Length in bytes. */
  readonly size: number;
  /** Whether it was just fetched, so that no other snapshot shows it. */
  readonly isNew: boolean;
  /** Whether a link is tried. */
  readonly hasLinks: boolean;
}

/**
 * Makes a blob appear in a snapshot, in one step, by a relative link. Where the file system, or Windows' rights, take
 * no links, the file itself goes there if the blob is new, else a copy, as Python's `huggingface_hub` has it.
 * @throws the system's error where none of these works.
 */
export async function placeBlob({ blob, path, size, isNew, hasLinks }: BlobPlace): Promise<void> {
  // Of a copy that was cut off, this name makes a beginning that is gone on with.
  const temporary = `${blob}.${process.pid}-${randomBytes(4).toString('hex')}${INCOMPLETE}`;
  if (hasLinks) {
    try {
      await symlink(relative(dirname(path), blob), temporary);
      await rename(temporary, path);
      if (isWhole(path, size)) return;
    } catch {
      // A system says in many ways that it takes no links; what hinders plain files as well shows with them.
      await rm(temporary, { force: true });
    }
  }
  if (isNew) return rename(blob, path);
  try {
    await copyFile(blob, temporary, constants.COPYFILE_EXCL);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
