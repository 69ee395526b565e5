import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { licenceList, productionLicences } from '../../scripts/list-licences.js';
import { repositoryFile } from '../repository.js';

/** Licences that ask for no more than a notice; each alternative or part of an expression must be one. */
const PERMISSIVE = new Set([
  ...[
    'MIT',
    'Apache-2.0',
    'ISC',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BSL-1.0',
    'Unlicense',
    '0BSD',
    'BlueOak-1.0.0',
  ],
]);
/** What asks for more, looked at one by one: libzmq's files stay under the MPL, which we neither change nor ship. */
const LOOKED_AT = new Set(['zeromq: MIT AND MPL-2.0']);

const licences = productionLicences(readFileSync(repositoryFile('package-lock.json'), 'utf8'));

test('THIRD-PARTY.md lists the packages of package-lock.json (npm run list-licences)', () => {
  assert.equal(readFileSync(repositoryFile('THIRD-PARTY.md'), 'utf8'), licenceList(licences));
});

test('productionLicences(lock) of ours are permissive', () => {
  const others = licences.filter(({ name, licence }) => {
    const words = licence.replace(/[()]/g, '').split(/ (?:AND|OR) /);
    const isFree = licence.includes(' OR ')
      ? words.some((word) => PERMISSIVE.has(word))
      : words.every((word) => PERMISSIVE.has(word));
    return !isFree && !LOOKED_AT.has(`${name}: ${licence}`);
  });
  assert.deepEqual(others, []);
});

test('productionLicences(lock) leaves out links and what is for development, and names a package once', () => {
  const packages = {
    '': { version: '1.0.0', license: 'MIT' },
    'node_modules/b': { version: '2.0.0', license: 'ISC' },
    'node_modules/a/node_modules/b': { version: '2.0.0', license: 'ISC' },
    'node_modules/@c/a': { version: '1.0.0', license: 'MIT' },
    'node_modules/d': { version: '1.0.0', license: 'GPL-3.0', dev: true },
    'node_modules/e': { link: true },
  };
  assert.deepEqual(productionLicences(JSON.stringify({ packages })), [
    { name: '@c/a', version: '1.0.0', licence: 'MIT' },
    { name: 'b', version: '2.0.0', licence: 'ISC' },
  ]);
});

test('productionLicences(lock) refuses a package that states no licence', () => {
  assert.throws(() => productionLicences('{"packages": {"node_modules/f": {"version": "1.0.0"}}}'), {
    message: 'productionLicences: node_modules/f must state a licence, got none',
  });
});
