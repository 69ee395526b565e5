import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFileAtomic, writeFileWithFolder } from '../../../src/base/files/atomic-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

for (const [name, before, text] of [
  ['a new file', null, 'Tiếng Việt\n'],
  ['a file over an old one', 'old and much longer text', 'new'],
  ['an empty file', 'old', ''],
] as const) {
  test(`writeFileAtomic(path, text) writes ${name} and leaves nothing beside it`, () => {
    withTemporaryFolder((folder) => {
      const path = join(folder, 'runs.csv');
      if (before !== null) writeFileSync(path, before);
      writeFileAtomic(path, text);
      assert.equal(readFileSync(path, 'utf8'), text);
      assert.deepEqual(readdirSync(folder), ['runs.csv']);
    });
  });
}

test('writeFileAtomic(path, text) throws where the folder is missing', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'missing', 'runs.csv');
    assert.throws(() => writeFileAtomic(path, 'x'), {
      message: /^writeFileAtomic: .*runs\.csv must be writable, got ENOENT/,
    });
    assert.deepEqual(readdirSync(folder), []);
  });
});

test('writeFileAtomic(path, text) throws where the rename fails, and removes its temporary file', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'taken');
    mkdirSync(join(path, 'inside'), { recursive: true });
    assert.throws(() => writeFileAtomic(path, 'x'), { message: /must be writable, got/ });
    assert.deepEqual(readdirSync(folder), ['taken']);
  });
});

test('writeFileWithFolder(path, text) makes folders that are missing, and refuses a place where it cannot', () => {
  withTemporaryFolder((folder) => {
    writeFileWithFolder(join(folder, 'a', 'b', 'runs.csv'), 'x');
    assert.equal(readFileSync(join(folder, 'a', 'b', 'runs.csv'), 'utf8'), 'x');
    writeFileSync(join(folder, 'taken'), '');
    const within = join(folder, 'taken', 'b');
    assert.throws(() => writeFileWithFolder(join(within, 'runs.csv'), 'x'), {
      message: `writeFileWithFolder: place of runs.csv must be a folder, got ${within}, where ${join(folder, 'taken')} is a file`,
    });
  });
});
