import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkOutputFolder } from '../../../src/base/files/check-output-folder.js';
import { temporaryFolder } from '../../temporary-folder.js';

test('checkOutputFolder(name, folder) lets pass what is there or can be made, and makes nothing', (t) => {
  const folder = temporaryFolder(t);
  checkOutputFolder('f: output', folder);
  checkOutputFolder('f: output', join(folder, 'a', 'b'));
  assert.ok(!existsSync(join(folder, 'a')));
});

for (const inside of ['', 'a', 'a/b']) {
  test(`checkOutputFolder(name, FILE/${inside}) throws`, (t) => {
    const file = join(temporaryFolder(t), 'file');
    writeFileSync(file, '');
    const folder = join(file, inside);
    assert.throws(() => checkOutputFolder('f: output', folder), {
      message: `f: output must be a folder, got ${folder}, where ${file} is a file`,
    });
  });
}

const mayAll = process.getuid?.() === 0 && 'root may write everywhere';
test('checkOutputFolder(name, folder) throws where it may not be written', { skip: mayAll }, (t) => {
  const folder = temporaryFolder(t);
  chmodSync(folder, 0o500);
  assert.throws(() => checkOutputFolder('f: output', folder), {
    message: `f: output must be a folder that can be written, got ${folder}`,
  });
});

const skip = process.platform !== 'linux' && 'there is no /proc';
test('checkOutputFolder(name, folder) throws for a place that takes no files', { skip }, () => {
  assert.throws(() => checkOutputFolder('f: output', '/proc/a/b'), {
    message: 'f: output must be a folder that can be written, got /proc/a/b',
  });
});
