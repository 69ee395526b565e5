/** The pocket model, corpus and benchmarks, which ship with the package and stand in for those of the hub. */
import { join } from 'node:path';
import { dataFile } from './data-file.js';

/** The one name of model and data set, where a name of the hub is expected; no repository can have it. */
export const POCKET = 'pocket';

/** What ships. */
export type PocketPart = 'model' | 'corpus' | 'benchmarks';

/**
 * Folder of a part, where it is meant.
 * @param name of a model or data set.
 * @returns `undefined` for every other name.
 */
export function pocketFolder(name: string | undefined, part: PocketPart): string | undefined {
  return name === POCKET ? join(dataFile('pocket'), part) : undefined;
}
