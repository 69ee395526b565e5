import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32c, maskedCrc32c } from '../../../src/tuning/run-folder/crc32c.js';
import { readReference } from '../../reference-file.js';

interface Checksum {
  bytes: string;
  crc: number;
  masked: number;
}

test('crc32c(bytes) has the check value of the standard', () => {
  assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
});

for (const { bytes, crc, masked } of readReference<{ checksums: Checksum[] }>('events.json').checksums) {
  test(`crc32c(bytes) and maskedCrc32c(bytes) of ${bytes.length / 2} bytes are TensorBoard's`, () => {
    assert.equal(crc32c(Buffer.from(bytes, 'hex')), crc);
    assert.equal(maskedCrc32c(Buffer.from(bytes, 'hex')), masked);
  });
}
