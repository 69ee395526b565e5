import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileHolds } from '../../../src/base/files/file-holds.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

test('fileHolds(path, text) finds a text wherever it stands, across the pieces that are read too', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'a.log');
    const text = 'some words';
    for (const before of [0, 1, 2 ** 20 - 5, 2 ** 20, 2 ** 20 + 7, 3 * 2 ** 20 - 1]) {
      writeFileSync(path, `${'x'.repeat(before)}${text}yy`);
      assert.equal(fileHolds(path, text), true, String(before));
      assert.equal(fileHolds(path, `${text}!`), false, String(before));
    }
    writeFileSync(path, '');
    assert.equal(fileHolds(path, text), false);
  });
});
