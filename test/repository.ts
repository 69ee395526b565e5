import { fileURLToPath } from 'node:url';

/** Absolute path of a file of this repository, for example `repositoryFile('notebooks')`. */
export function repositoryFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
