/** Making a folder so that no reader, and no crash, ever sees half of it. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flushFolder, TEMPORARY } from './atomic-file.js';

/** Beginning of the names of folders that are not whole yet. */
export const UNFINISHED = '.unfinished-';

/**
 * Makes a folder in one step: a temporary sibling is filled, flushed to disk and renamed to the target's name. An old
 * folder of the name is removed just before the rename.
 * @param fill writes files into the folder that it is given, each flushed to disk, as `writeFileAtomic` does.
 * @param caller function that messages name (default `replaceFolder`).
 * @throws Error where the folder above is missing, nothing can be written or `fill` throws; the old folder then stands
 * as it was and nothing is left beside it.
 */
export async function replaceFolder(
  path: string,
  fill: (folder: string) => void | Promise<void>,
  caller = 'replaceFolder',
): Promise<void> {
  const temporary = join(dirname(path), `${UNFINISHED}${basename(path)}-${randomBytes(4).toString('hex')}`);
  try {
    mkdirSync(temporary);
    await fill(temporary);
    flushFolder(temporary);
    rmSync(path, { recursive: true, force: true });
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { recursive: true, force: true });
    throw new Error(`${caller}: ${path} must be writable, got ${rootReason(cause)}`, { cause });
  }
  flushFolder(dirname(path));
}

/** Removes what a process that was ended in `replaceFolder`, or while it wrote a file, has left in a folder. */
export function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(UNFINISHED) || TEMPORARY.test(name))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** What went wrong at first: the errors of the files within name files that are gone by then. */
function rootReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : rootReason(error.cause);
}
