/** Temporary folders of the set-up: they are touched while a run lives, so that those of killed runs are told apart. */
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds between two touches. */
const BEAT = 10_000;
/** Milliseconds after which nobody lives: long enough for a machine that is busy swapping. */
const DEAD = 6 * BEAT;
/** Milliseconds after which a finished download that nobody used will not be used any more. */
const UNUSED = 30 * 24 * 60 * 60 * 1000;

/** Folder of finished downloads in the cache of builds. */
export function downloadStore(cache: string): string {
  return join(cache, 'downloads');
}

/** Says that a temporary folder is in use until the returned function is called. */
export function keepAlive(folder: string): () => void {
  const touch = (): void => {
    try {
      utimesSync(folder, new Date(), new Date());
    } catch {
      // It is not there yet, or not any more.
    }
  };
  const timer = setInterval(touch, BEAT).unref();
  return () => clearInterval(timer);
}

/** Paths in the cache of builds that killed runs left behind, and downloads that were not used for a month. */
export function leftovers(cache: string): string[] {
  const old = (folder: string, suffix: string, age: number): string[] =>
    names(folder)
      .filter((name) => name.endsWith(suffix))
      .map((name) => join(folder, name))
      .filter(
        (path) => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > age,
      );
  return [...old(cache, '.tmp', DEAD), ...old(downloadStore(cache), '.whl', UNUSED)];
}

/** Removes them. */
export function sweep(cache: string): void {
  for (const path of leftovers(cache)) rmSync(path, { recursive: true, force: true });
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Nothing was ever made.
  }
}
