import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { removeUnfinished, replaceFolder } from '../../../src/base/files/replace-folder.js';
import { temporaryFolder } from '../../temporary-folder.js';

const fill = (folder: string) => writeFileSync(join(folder, 'a.txt'), 'new');

test('replaceFolder(path, fill) makes a folder and leaves nothing beside it', async (t) => {
  const folder = temporaryFolder(t);
  await replaceFolder(join(folder, 'made'), fill);
  assert.deepEqual(readdirSync(folder), ['made']);
  assert.equal(readFileSync(join(folder, 'made', 'a.txt'), 'utf8'), 'new');
});

test('replaceFolder(path, fill) replaces an old folder with all that is in it', async (t) => {
  const path = join(temporaryFolder(t), 'made');
  mkdirSync(path);
  writeFileSync(join(path, 'old.txt'), 'old');
  await replaceFolder(path, fill);
  assert.deepEqual(readdirSync(path), ['a.txt']);
});

test('replaceFolder(path, fill) throws what went wrong at first, and leaves the old folder', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'made');
  await replaceFolder(path, fill);
  const broken = () => {
    throw new Error('write: it failed', { cause: new Error('ENOSPC') });
  };
  await assert.rejects(replaceFolder(path, broken, 'save'), {
    message: `save: ${path} must be writable, got ENOSPC`,
  });
  assert.deepEqual(readdirSync(folder), ['made']);
  assert.deepEqual(readdirSync(path), ['a.txt']);
});

test('removeUnfinished(folder) removes what a killed process left, and nothing else', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['.unfinished-step-000001-00aa', 'step-000001']) mkdirSync(join(folder, name));
  for (const name of ['run.json.12-00aabbcc.tmp', 'own.tmp']) writeFileSync(join(folder, name), '');
  removeUnfinished(folder);
  assert.deepEqual(readdirSync(folder).sort(), ['own.tmp', 'step-000001']);
});
