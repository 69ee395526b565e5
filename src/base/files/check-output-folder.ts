import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** File systems of Linux that take no files, proc and sysfs: Node tries to make a folder there for ever. */
const WITHOUT_FILES: ReadonlySet<number> = new Set([0x9fa0, 0x62656572]);

/**
 * Checks before long work that a folder for its results is there or can be made. Nothing is made yet, and what goes
 * wrong later, such as a full disk, still shows when it is written.
 * @param name what the folder is, for the message, for example `tune: output`.
 * @throws Error where a file is in the way, or the nearest folder that is there may not be written.
 */
export function checkOutputFolder(name: string, folder: string): void {
  const nearest = nearestExisting(resolve(folder));
  if (!statSync(nearest).isDirectory()) {
    throw new Error(`${name} must be a folder, got ${folder}, where ${nearest} is a file`);
  }
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    if (WITHOUT_FILES.has(statfsSync(nearest).type)) throw new Error(`${nearest} takes no files`);
  } catch (cause) {
    throw new Error(`${name} must be a folder that can be written, got ${folder}`, { cause });
  }
}

/** Makes a folder for results where it is missing, once `checkOutputFolder` finds that it can be made. */
export function makeOutputFolder(name: string, folder: string): void {
  checkOutputFolder(name, folder);
  mkdirSync(folder, { recursive: true });
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}
