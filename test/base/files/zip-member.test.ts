import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { zipMember } from '../../../src/base/files/zip-member.js';

const ARCHIVE = zipSync({ 'data/a.txt': Buffer.from('aaaa'), 'b.txt': Buffer.from('b') });

test('zipMember(bytes, name, place) unpacks one file', () => {
  assert.equal(Buffer.from(zipMember(ARCHIVE, 'data/a.txt', 'x.zip')).toString(), 'aaaa');
});

test('zipMember(bytes, name, place) throws for a file that is not there', () => {
  assert.throws(() => zipMember(ARCHIVE, 'a.txt', 'x.zip'), { message: 'x.zip: a.txt is missing' });
});

for (const [name, bytes] of [
  ['another kind of file', Buffer.from('not a zip archive, but long enough')],
  ['an archive that is cut', ARCHIVE.slice(0, -20)],
] as const) {
  test(`zipMember(bytes, name, place) throws for ${name}, with the cause`, () => {
    assert.throws(
      () => zipMember(bytes, 'b.txt', 'x.zip'),
      (error: Error) =>
        error.message === 'x.zip: b.txt must be readable from a zip archive, got: invalid zip data' &&
        error.cause instanceof Error,
    );
  });
}

test('zipMember(bytes, name, place) refuses a file that claims to be huge before it unpacks it', () => {
  const bomb = Buffer.from(ARCHIVE);
  // The size unpacked in the archive's table: 24 bytes after the mark of its last entry.
  bomb.writeUInt32LE(2 ** 31, bomb.lastIndexOf('PK\u0001\u0002') + 24);
  assert.throws(() => zipMember(bomb, 'b.txt', 'x.zip'), {
    message:
      'x.zip: b.txt must be readable from a zip archive, got: 2147483648 bytes unpacked where 268435456 are the most',
  });
});
