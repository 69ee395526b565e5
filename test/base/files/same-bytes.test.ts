import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { haveSameBytes } from '../../../src/base/files/same-bytes.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

for (const [name, left, right, expected] of [
  ['equal files', 'abc', 'abc', true],
  ['empty files', '', '', true],
  ['files of different size', 'abc', 'abcd', false],
  ['files of one size', 'abc', 'abd', false],
  ['files that fill their chunks', 'x'.repeat(131_072), 'x'.repeat(131_072), true],
  ['files that differ in their last byte', `${'x'.repeat(131_072)}a`, `${'x'.repeat(131_072)}b`, false],
] as const) {
  test(`haveSameBytes(left, right) is ${expected} for ${name}`, () => {
    withTemporaryFolder((folder) => {
      const paths = [join(folder, 'left'), join(folder, 'right')] as const;
      writeFileSync(paths[0], left);
      writeFileSync(paths[1], right);
      assert.equal(haveSameBytes(...paths), expected);
    });
  });
}

test('haveSameBytes(left, right) throws where a file is missing', () => {
  assert.throws(() => haveSameBytes('/no/such/file', '/no/such/file'), { code: 'ENOENT' });
});
