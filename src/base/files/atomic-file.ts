/** Writing a file so that no reader, and no crash, ever sees half of it. */

import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { errorMessage } from '../caught-error.js';
import { makeOutputFolder } from './check-output-folder.js';
import { PendingFile } from './pending-file.js';

/** Names of the siblings that a process which is ended meanwhile leaves behind. */
export const TEMPORARY: RegExp = /\.\d+-[0-9a-f]{8}\.tmp$/;

/**
 * Writes a file in one step: a temporary sibling is written, flushed to disk and renamed over the target.
 * @param content bytes, or text that is written as UTF-8.
 * @throws Error where the folder is missing or the file cannot be written; the old file then stands as it was
 * and nothing is left beside it.
 */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
  replaceFile(path, (file) => writeFileSync(file, content), 'writeFileAtomic');
}

/** As `writeFileAtomic`, into a folder that is made where it is missing. @throws Error where it cannot be made. */
export function writeFileWithFolder(path: string, content: string | Uint8Array): void {
  makeOutputFolder(`writeFileWithFolder: place of ${basename(path)}`, dirname(path));
  writeFileAtomic(path, content);
}

/**
 * Makes a file in one step, as `writeFileAtomic` does, out of pieces that need not be in memory together.
 * @param write writes the content to the open file that it is given the descriptor of.
 * @param caller function that messages name (default `replaceFile`).
 * @throws Error where the folder is missing, the file cannot be written or `write` throws; the old file then stands
 * as it was and nothing is left beside it.
 */
export function replaceFile(path: string, write: (file: number) => void, caller = 'replaceFile'): void {
  let pending: PendingFile | undefined;
  try {
    pending = new PendingFile(path);
    write(pending.descriptor);
    pending.keepAs(path);
  } catch (cause) {
    pending?.discard();
    throw new Error(`${caller}: ${path} must be writable, got ${describe(cause)}`, { cause });
  }
  flushFolder(dirname(path));
}

/** Makes renames in a folder last through a power cut, on the systems that let a folder be flushed. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function describe(cause: unknown): string {
  return errorMessage(cause);
}
