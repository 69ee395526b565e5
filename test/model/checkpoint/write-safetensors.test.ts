import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { roundToHalves } from '../../../src/model/checkpoint/convert-values.js';
import { openSafetensors } from '../../../src/model/checkpoint/open-safetensors.js';
import { writeSafetensors } from '../../../src/model/checkpoint/write-safetensors.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

/** The tensors of test/reference/safetensors_files.py, in another order. */
const TENSORS = new Map([
  ['é', { data: Uint8Array.of(1, 2, 255), shape: [3] }],
  ['9', { data: Int32Array.of(5), shape: [1] }],
  ['b', { data: Float32Array.of(1.5, -2.25, 65_520), shape: [3] }],
  ['10', { data: Int32Array.of(3, -4), shape: [2] }],
  ['a', { data: Float32Array.of(0.1, 0.2, 0.3, 0.4), shape: [2, 2] }],
]);

for (const [name, options, reference] of [
  ['F32', { metadata: { format: 'pt' } }, 'written.safetensors'],
  ['F16', { dtype: 'F16' }, 'written-halves.safetensors'],
] as const) {
  test(`writeSafetensors(path, tensors, options) writes the bytes that Python writes, fractions as ${name}`, () => {
    withTemporaryFolder((folder) => {
      const path = join(folder, 'a.safetensors');
      writeSafetensors(path, TENSORS, options);
      assert.deepEqual(readFileSync(path), readFileSync(referenceFile(`safetensors/${reference}`)));
      assert.deepEqual(readdirSync(folder), ['a.safetensors']);
    });
  });
}

test('writeSafetensors(path, tensors) writes what openSafetensors reads, in several pieces', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    const data = Float32Array.from({ length: 300_000 }, (_, index) => index);
    writeSafetensors(path, new Map([['a', { data, shape: [3, 100_000] }]]));
    const file = openSafetensors(path);
    assert.deepEqual(file.read('a'), { data, shape: [3, 100_000] });
    file.close();
  });
});

test('roundToHalves(values) rounds as NumPy does', () => {
  const { singles, halves } = readReference<{ singles: number[]; halves: number[] }>(
    'safetensors/halves.json',
  );
  assert.deepEqual([...roundToHalves(Float32Array.from(singles))], halves);
});

test('roundToHalves(values) keeps infinities and NaN', () => {
  const values = Float32Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
  assert.deepEqual([...roundToHalves(values)], [0x7c00, 0xfc00, 0x7e00]);
});

for (const [name, tensor, message] of [
  [
    'x',
    { data: Float32Array.of(1), shape: [2] },
    'writeSafetensors: "x" of shape [2] must have 2 values, got 1',
  ],
  [
    '__metadata__',
    { data: Float32Array.of(1), shape: [1] },
    'writeSafetensors: a tensor\'s name must be a printable text, got "__metadata__"',
  ],
  [
    '\ud800',
    { data: Float32Array.of(1), shape: [1] },
    'writeSafetensors: a tensor\'s name must be a printable text, got "\\ud800"',
  ],
] as const) {
  test(`writeSafetensors(path, tensors) throws for ${JSON.stringify(name)} of shape [${tensor.shape}]`, () => {
    withTemporaryFolder((folder) => {
      assert.throws(() => writeSafetensors(join(folder, 'a'), new Map([[name, tensor]])), {
        name: 'RangeError',
        message,
      });
      assert.deepEqual(readdirSync(folder), []);
    });
  });
}

test('writeSafetensors(path, tensors) throws where the folder is missing', () => {
  withTemporaryFolder((folder) => {
    assert.throws(() => writeSafetensors(join(folder, 'none', 'a'), TENSORS), {
      message: /^writeSafetensors: .*must be writable, got ENOENT/,
    });
  });
});
