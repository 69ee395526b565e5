import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNpy } from '../../../src/base/files/npy.js';
import { npyFile, npyHeader, npyNumbers, npyTexts } from '../npy-file.js';

test('parseNpy(bytes, place) reads single precision', () => {
  assert.deepEqual(parseNpy(npyNumbers([0.5, -1, 0.1, 4, 5, 6], [3, 2, 1]), 'a.npy'), {
    shape: [3, 2, 1],
    values: Float32Array.of(0.5, -1, 0.1, 4, 5, 6),
  });
});

test('parseNpy(bytes, place) reads double precision', () => {
  const values = Float64Array.of(0.1, -1e300);
  const file = npyFile(npyHeader('<f8', [2]), new Uint8Array(values.buffer));
  assert.deepEqual(parseNpy(file, 'a.npy'), { shape: [2], values });
});

test('parseNpy(bytes, place) reads texts, without their padding and beyond 16 bits', () => {
  assert.deepEqual(parseNpy(npyTexts(['eng', 'é', '𐎠𐎡']), 'a.npy'), {
    shape: [3],
    values: ['eng', 'é', '𐎠𐎡'],
  });
});

test('parseNpy(bytes, place) reads a single number, whose shape is empty', () => {
  assert.deepEqual(parseNpy(npyNumbers([7], []), 'a.npy'), { shape: [], values: Float32Array.of(7) });
});

test('parseNpy(bytes, place) reads formats 2 and 3, whose header has a longer length', () => {
  const header = Buffer.from(npyHeader('<f4', [1]), 'latin1');
  const start = Buffer.from('\x93NUMPY\x02\x00\x00\x00\x00\x00', 'latin1');
  start.writeUInt32LE(header.length, 8);
  const file = Buffer.concat([start, header, new Uint8Array(Float32Array.of(2).buffer)]);
  assert.deepEqual(parseNpy(file, 'a.npy').values, Float32Array.of(2));
});

const FOUR = new Uint8Array(4);

for (const [name, file, message] of [
  [
    'another kind of file',
    Buffer.from('PK\x03\x04 and so on'),
    'a.npy: a .npy file must start with its magic text and version',
  ],
  ['an empty file', new Uint8Array(), 'a.npy: a .npy file must start with its magic text and version'],
  [
    'Python objects',
    npyFile(npyHeader('|O', []), FOUR),
    'a.npy: Python objects are not read, since unpickling runs code',
  ],
  ['whole numbers', npyFile(npyHeader('<i4', [1]), FOUR), 'a.npy: values must be <f4, <f8 or <U, got "<i4"'],
  ['half precision', npyFile(npyHeader('<f2', [2]), FOUR), 'a.npy: values must be <f4, <f8 or <U, got "<f2"'],
  [
    'the highest byte first',
    npyFile(npyHeader('>f4', [1]), FOUR),
    'a.npy: values must be <f4, <f8 or <U, got ">f4"',
  ],
  [
    'texts without a length, of which any number would take no bytes',
    npyFile(npyHeader('<U0', [2 ** 40]), new Uint8Array()),
    'a.npy: values must be <f4, <f8 or <U, got "<U0"',
  ],
  [
    'the first index fastest',
    npyFile(npyHeader('<f4', [1], 'True'), FOUR),
    'a.npy: the last index must be the fastest',
  ],
  [
    'records of several kinds',
    npyFile("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", FOUR),
    "a.npy: values must be of one plain kind, got \"{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }\\n\"",
  ],
  [
    'a file that is cut',
    npyNumbers([1, 2], [2]).slice(0, -1),
    'a.npy: 8 bytes of values must follow the header, got 7',
  ],
  [
    'a file that is too long',
    npyNumbers([1, 2], [1]),
    'a.npy: 4 bytes of values must follow the header, got 8',
  ],
] as const) {
  test(`parseNpy(bytes, place) throws for ${name}`, () => {
    assert.throws(() => parseNpy(file, 'a.npy'), { name: 'Error', message });
  });
}
