import { fileURLToPath } from 'node:url';

/** Absolute path of a file that ships in the package's `data/` folder, for example `published-runs.csv`. */
export function dataFile(name: string): string {
  return fileURLToPath(new URL(`../../../../data/${name}`, import.meta.url));
}
