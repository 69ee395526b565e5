/** The pinned Python packages: what is asked for, and what is installed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { repositoryFile } from '../repository.js';

const read = (name: string): string => readFileSync(repositoryFile(name), 'utf8');
/** Each requirement in one piece, its hashes on the lines after it. */
const locked = read('requirements.txt')
  .split(/\n(?=\S)/)
  .filter((entry) => !entry.startsWith('#'));

test('requirements.txt has an exact version and hashes for every package', () => {
  assert.ok(locked.length > 100);
  for (const entry of locked)
    assert.match(entry, /^[\w.-]+==\S+( ; [^\n]+)?( \\\n {4}--hash=sha256:[0-9a-f]{64})+\n?$/);
});

test('requirements.txt has every version that requirements.in asks for (npm run lock-python)', () => {
  const asked = read('requirements.in').match(/^\S+==\S+$/gm) ?? [];
  assert.ok(asked.length > 5);
  for (const pin of asked)
    assert.ok(
      locked.some((entry) => entry.startsWith(`${pin} `)),
      pin,
    );
});

test('environment.yml installs requirements.txt and no version besides', () => {
  const pip = read('environment.yml').split('- pip:\n')[1] ?? '';
  assert.equal(pip.trim(), '- -r requirements.txt');
});
