import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TensorValues } from '../../../src/model/checkpoint/dtypes.js';
import { openSafetensors } from '../../../src/model/checkpoint/open-safetensors.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { temporaryFolder, withTemporaryFolder } from '../../temporary-folder.js';
import { safetensorsFile } from './safetensors-file.js';

/** Opens a file of these bytes, reads one tensor of it where a name is given, and closes it. */
function read(bytes: Uint8Array, name?: string): TensorValues | undefined {
  return withTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, bytes);
    const file = openSafetensors(path);
    try {
      return name === undefined ? undefined : file.read(name);
    } finally {
      file.close();
    }
  });
}

const KINDS = readReference<Record<string, { shape: number[]; values: string[] }>>('safetensors/kinds.json');
/** Python's texts of numbers that JavaScript writes otherwise. */
const PYTHON_NUMBERS: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

test('openSafetensors(path) reads every kind of numbers as Python does', () => {
  const file = openSafetensors(referenceFile('safetensors/kinds.safetensors'));
  try {
    assert.deepEqual([...file.names].sort(), Object.keys(KINDS).sort());
    assert.deepEqual(file.metadata, new Map([['format', 'pt']]));
    for (const [name, { shape, values }] of Object.entries(KINDS)) {
      const { data, shape: found } = file.read(name);
      const wanted = values.map((text) => PYTHON_NUMBERS[text] ?? Number(text));
      assert.deepEqual(found, shape, name);
      // Doubles are rounded to single precision, all other kinds are exact.
      assert.deepEqual([...data], name === 'f64' ? wanted.map(Math.fround) : wanted, name);
    }
    assert.deepEqual(file.info('i64'), { dtype: 'I64', shape: [5] });
    assert.equal(file.has('i64'), true);
    assert.equal(file.has('toString'), false);
    assert.throws(() => file.read('x\n'), {
      message: /kinds\.safetensors: tensor "x\\n" must be in the file, got none$/,
    });
  } finally {
    file.close();
  }
});

test('openSafetensors(path) reads each of the 65,536 half precision numbers', () => {
  const bits = Uint16Array.from({ length: 65_536 }, (_, index) => index);
  const header = { a: { dtype: 'F16', shape: [65_536], data_offsets: [0, 131_072] } };
  const data = read(safetensorsFile(header, new Uint8Array(bits.buffer)), 'a')?.data;
  // By the definition of IEEE 754: sign, five bits of exponent, ten bits of fraction.
  const wanted = Float32Array.from(bits, (half) => {
    const [sign, exponent, fraction] = [half >> 15 === 1 ? -1 : 1, (half >> 10) & 31, half & 1023];
    if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
  });
  // As lists: typed arrays count as different where NaN has other bits.
  assert.deepEqual([...(data ?? [])], [...wanted]);
});

test('openSafetensors(path) reads tensors longer than one piece of the conversion', () => {
  const values = Float64Array.from({ length: 100_001 }, (_, index) => index);
  const header = { a: { dtype: 'F64', shape: [100_001], data_offsets: [0, 800_008] } };
  assert.deepEqual(
    read(safetensorsFile(header, new Uint8Array(values.buffer)), 'a')?.data,
    new Float32Array(values),
  );
});

test('openSafetensors(path) throws from read where a whole number exceeds 32 bits', () => {
  for (const value of [2n ** 31n, -(2n ** 31n) - 1n]) {
    const values = BigInt64Array.of(5n, value);
    const header = { a: { dtype: 'I64', shape: [2], data_offsets: [0, 16] } };
    assert.throws(() => read(safetensorsFile(header, new Uint8Array(values.buffer)), 'a'), {
      message: /a\.safetensors: tensor "a": whole numbers must fit into 32 bits, value 1 does not$/,
    });
  }
});

const FOUR = new Uint8Array(4);
const entry = (changes: object) => ({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...changes } });
const claimed = (bytes: bigint) => {
  const file = Buffer.alloc(16);
  file.writeBigUInt64LE(bytes);
  return file;
};

for (const [name, bytes, message] of [
  ['an empty file', new Uint8Array(), /must have 8 bytes at least, got 0$/],
  ['a header over 100 MB', claimed(100_000_001n), /header must have 100000000 bytes at most, got 100000001$/],
  ['the longest header of 64 bits', claimed(2n ** 64n - 1n), /at most, got 18446744073709551615$/],
  ['a header beyond the file', claimed(9n), /header must end within the file's 16 bytes, got 17$/],
  ['a header of nothing', claimed(0n), /header must start with \{$/],
  ['another text', safetensorsFile(' {}'), /header must start with \{$/],
  ['half a text', safetensorsFile('{"a":'), /must be complete JSON$/],
  [
    'metadata that are not texts',
    safetensorsFile({ __metadata__: { a: 1 } }),
    /__metadata__: "a": .* got 1$/,
  ],
  ['a tensor that is no object', safetensorsFile({ a: 1 }), /tensor "a": the file: Invalid input: .* got 1$/],
  ['an unknown kind', safetensorsFile(entry({ dtype: 'F8' }), FOUR), /tensor "a": "dtype": .* got "F8"$/],
  [
    'a number of four bits that is not there',
    safetensorsFile(entry({ dtype: 'F4', shape: [9] }), FOUR),
    /tensor "a": 4.5 bytes of F4 \[9\] must lie there, got 4$/,
  ],
  ['a negative size', safetensorsFile(entry({ shape: [-1] }), FOUR), /"shape.0": Too small: .* got -1$/],
  ['half a size', safetensorsFile(entry({ shape: [0.5] }), FOUR), /"shape.0": .* got 0.5$/],
  ['a size as text', safetensorsFile(entry({ shape: ['1'] }), FOUR), /"shape.0": .* got "1"$/],
  [
    'a size beyond counting',
    safetensorsFile(entry({ shape: [2 ** 53] }), FOUR),
    /"shape.0": .* got 9007199254740992$/,
  ],
  [
    'sizes whose product overflows',
    safetensorsFile(entry({ shape: [2 ** 52, 2 ** 52] }), FOUR),
    /bytes of F32 \[.*\] must lie there, got 4$/,
  ],
  [
    'fewer bytes than the shape says',
    safetensorsFile(entry({ shape: [2] }), FOUR),
    /8 bytes of F32 \[2\] must lie there, got 4$/,
  ],
  [
    'an end before its start',
    safetensorsFile(entry({ data_offsets: [4, 0] }), FOUR),
    /4 bytes of F32 \[1\] must lie there, got -4$/,
  ],
  ['three offsets', safetensorsFile(entry({ data_offsets: [0, 4, 4] }), FOUR), /"data_offsets": Too big/],
  [
    'a gap at the start',
    safetensorsFile(entry({ data_offsets: [1, 5] }), new Uint8Array(5)),
    /tensor "a" must start at byte 0 of the data, got 1$/,
  ],
  [
    'missing bytes',
    safetensorsFile(entry({}), new Uint8Array(3)),
    /4 bytes of data must follow the header, got 3$/,
  ],
  [
    'trailing bytes',
    safetensorsFile(entry({}), new Uint8Array(5)),
    /4 bytes of data must follow the header, got 5$/,
  ],
  [
    'a name twice, of two places',
    safetensorsFile(
      `{${JSON.stringify(entry({})).slice(1, -1)},${JSON.stringify(entry({ data_offsets: [4, 8] })).slice(1, -1)}}`,
      new Uint8Array(8),
    ),
    /tensor "a" must start at byte 0 of the data, got 4$/,
  ],
  [
    'an overlap',
    safetensorsFile(
      { ...entry({}), b: { dtype: 'U8', shape: [2], data_offsets: [3, 5] } },
      new Uint8Array(5),
    ),
    /tensor "b" must start at byte 4 of the data, got 3$/,
  ],
] as const) {
  test(`openSafetensors(path) throws for ${name}`, () => {
    assert.throws(() => read(bytes), { name: 'Error', message });
    assert.throws(() => read(bytes), { message: /a\.safetensors: / });
  });
}

test('openSafetensors(path) throws for bytes that are not UTF-8', () => {
  const bytes = Buffer.from(safetensorsFile('{"x":1}'));
  bytes[10] = 0xff;
  assert.throws(() => read(bytes), { message: /a\.safetensors: must be UTF-8 text$/ });
});

test('openSafetensors(path) throws where the file is missing or a folder', () => {
  withTemporaryFolder((folder) => {
    assert.throws(() => openSafetensors(join(folder, 'b')), {
      message: /b: must be a readable safetensors file, got ENOENT/,
    });
    assert.throws(() => openSafetensors(folder), {
      message: /must be a readable safetensors file, got .* must be a file, got a folder$/,
    });
  });
});

test('openSafetensors(path) throws from read where the file is cut meanwhile', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, safetensorsFile(entry({}), FOUR));
    const file = openSafetensors(path);
    writeFileSync(path, '');
    assert.throws(() => file.read('a'), { message: /tensor "a": the file was shortened while it was read$/ });
    file.close();
  });
});

// A file of one tensor of each kind that the format has but we do not read, and one that is read.
for (const [dtype, shape] of [
  ['I8', [4]],
  ['I16', [1, 2]],
  ['U16', [2]],
  ['U32', [1]],
  ['F8_E4M3', [2, 2]],
  ['F8_E5M2', [4]],
  ['F8_E8M0', [4]],
  ['F4', [8]],
] as const) {
  test(`openSafetensors(path) opens a file with ${dtype}, of which the other tensors are read`, (context) => {
    const path = join(temporaryFolder(context), 'file.safetensors');
    const header = {
      a: { dtype, shape, data_offsets: [0, 4] },
      b: { dtype: 'F32', shape: [1], data_offsets: [4, 8] },
    };
    writeFileSync(path, safetensorsFile(header, Buffer.from([0, 0, 0, 0, 0, 0, 0x80, 0x3f])));
    const file = openSafetensors(path);
    assert.deepEqual(file.info('a'), { dtype, shape });
    assert.deepEqual([...file.read('b').data], [1]);
    assert.throws(() => file.read('a'), {
      message: `${path}: tensor "a": numbers must be of F64, I64, F32, I32, BF16, F16, U8, BOOL to be read, got ${dtype}`,
    });
    file.close();
  });
}
