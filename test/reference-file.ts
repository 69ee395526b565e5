import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Absolute path of a fixture in `test/reference/`. */
export function referenceFile(name: string): string {
  return fileURLToPath(new URL(`../../test/reference/${name}`, import.meta.url));
}

/** A JSON fixture, trusted to have the form that its script in `test/reference/` gives it. */
export function readReference<Fixture>(name: string): Fixture {
  return JSON.parse(readFileSync(referenceFile(name), 'utf8')) as Fixture;
}
