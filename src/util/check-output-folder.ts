import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

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
  } catch (cause) {
    throw new Error(`${name} must be a folder that can be written, got ${folder}`, { cause });
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}
