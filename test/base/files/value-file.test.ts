import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readValues, writeValues } from '../../../src/base/files/value-file.js';
import { temporaryFolder } from '../../temporary-folder.js';

const VALUES = [
  { text: 'õ', big: 2n ** 70n, bytes: Uint8Array.of(1, 2) },
  Number.NaN,
  -0,
  null,
  'x'.repeat(99),
];

test('readValues(path) gives what writeValues(path, values) was given, numbers and bytes that JSON lacks too', async (t) => {
  const path = join(temporaryFolder(t), 'values');
  await writeValues(path, ['replaced']);
  await writeValues(path, VALUES);
  assert.deepEqual([...readValues(path)], VALUES);
  await writeValues(path, []);
  assert.deepEqual([...readValues(path)], []);
});

test('writeValues(path, values) throws what the values throw', async (t) => {
  const path = join(temporaryFolder(t), 'values');
  async function* failing(): AsyncGenerator<number> {
    yield 1;
    throw new RangeError('no second one');
  }
  await assert.rejects(writeValues(path, failing()), { name: 'RangeError', message: 'no second one' });
});

test('readValues(path) throws where the file is cut short', async (t) => {
  const path = join(temporaryFolder(t), 'values');
  await writeValues(path, VALUES);
  writeFileSync(path, readFileSync(path).subarray(0, -1));
  assert.throws(() => [...readValues(path)], {
    message: `${path}: the file was shortened while it was read`,
  });
});
