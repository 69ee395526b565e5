/**
 * Lists the licences of every npm package that is installed with lingtune, in THIRD-PARTY.md.
 *
 *     npm run list-licences
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { writeFileAtomic } from '../src/base/files/atomic-file.js';
import { runScript } from './run-script.js';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

/** Licences that are read off a package's own text, as its package.json names none. */
const READ: Readonly<Record<string, string>> = { 'typed-function': 'MIT' };

/** A package and the licence that it states. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/**
 * The licences of the packages that are not only for development, by name.
 * @param lock text of package-lock.json.
 * @throws Error where a package states none.
 */
export function productionLicences(lock: string): Licence[] {
  const { packages } = lockFile.parse(JSON.parse(lock));
  const found = Object.entries(packages).flatMap(([path, { version = '', license, dev, link }]) => {
    const [, name] = /.*node_modules\/(.+)$/.exec(path) ?? [];
    if (name === undefined || dev === true || link === true) return [];
    const licence = license ?? READ[name];
    if (licence === undefined) throw new Error(`productionLicences: ${path} must state a licence, got none`);
    return [{ name, version, licence }];
  });
  const unique = new Map(found.map((entry) => [`${entry.name} ${entry.version}`, entry]));
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** The file: how many packages have which licence, then each package. */
export function licenceList(licences: readonly Licence[]): string {
  const counts = new Map<string, number>();
  for (const { licence } of licences) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const byCount = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return [
    '# Licences of the npm packages that are installed with lingtune',
    '',
    'Made by `npm run list-licences` from package-lock.json: what the packages themselves state. None of their code is in',
    'this repository. `zeromq` brings libzmq, whose files stay under the MPL 2.0.',
    '',
    '| licence | packages |',
    '| --- | --- |',
    ...byCount.map(([licence, count]) => `| ${licence} | ${count} |`),
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...licences.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
  ].join('\n');
}

function main(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const path = join(root, 'THIRD-PARTY.md');
  const text = licenceList(productionLicences(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const isNew = !existsSync(path) || readFileSync(path, 'utf8') !== text;
  if (isNew) writeFileAtomic(path, text);
  console.log(`${path}: ${isNew ? 'written' : 'as it was'}`);
}

runScript(import.meta.url, main);
