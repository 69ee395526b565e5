import { readFileSync } from 'node:fs';
import { repositoryFile } from './repository.js';

/** Absolute path of a fixture in `test/reference/`. */
export function referenceFile(name: string): string {
  return repositoryFile(`test/reference/${name}`);
}

/** A JSON fixture, trusted to have the form that its script in `test/reference/` gives it. */
export function readReference<Fixture>(name: string): Fixture {
  return JSON.parse(readFileSync(referenceFile(name), 'utf8')) as Fixture;
}
