import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCheckpoint } from '../../../src/model/checkpoint/open-checkpoint.js';
import { writeSafetensors } from '../../../src/model/checkpoint/write-safetensors.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

const tensor = (...values: number[]) => ({ data: Float32Array.from(values), shape: [values.length] });

/** Writes two shards, with an index of these places. */
function writeShards(folder: string, files: unknown): void {
  writeSafetensors(join(folder, 'one.safetensors'), new Map([['a', tensor(1, 2)]]), {
    metadata: { format: 'pt' },
  });
  writeSafetensors(join(folder, 'two.safetensors'), new Map([['b', tensor(3)]]));
  writeFileSync(
    join(folder, 'model.safetensors.index.json'),
    JSON.stringify({ metadata: { total_size: 12 }, weight_map: files }),
  );
}

test('openCheckpoint(folder) reads tensors from their shards', () => {
  withTemporaryFolder((folder) => {
    writeShards(folder, { b: 'two.safetensors', a: 'one.safetensors' });
    const checkpoint = openCheckpoint(folder);
    assert.deepEqual(checkpoint.names, ['b', 'a']);
    assert.deepEqual(checkpoint.metadata, new Map([['format', 'pt']]));
    assert.deepEqual(checkpoint.read('a'), tensor(1, 2));
    assert.deepEqual(checkpoint.read('b'), tensor(3));
    assert.deepEqual(checkpoint.info('a'), { dtype: 'F32', shape: [2] });
    assert.equal(checkpoint.has('c'), false);
    assert.throws(() => checkpoint.read('c'), {
      message: /index\.json: tensor "c" must be listed, got none$/,
    });
    checkpoint.close();
    assert.throws(() => checkpoint.read('a'), { code: 'EBADF' });
  });
});

test('openCheckpoint(folder) takes the single file where there are both', () => {
  withTemporaryFolder((folder) => {
    writeShards(folder, { a: 'one.safetensors' });
    writeSafetensors(join(folder, 'model.safetensors'), new Map([['single', tensor(9)]]));
    const checkpoint = openCheckpoint(folder);
    assert.deepEqual(checkpoint.names, ['single']);
    checkpoint.close();
  });
});

test('openCheckpoint(folder, { name }) opens an adapter', () => {
  withTemporaryFolder((folder) => {
    writeSafetensors(join(folder, 'adapter_model.safetensors'), new Map([['x', tensor(4)]]));
    const checkpoint = openCheckpoint(folder, { name: 'adapter_model' });
    assert.deepEqual(checkpoint.read('x'), tensor(4));
    checkpoint.close();
  });
});

for (const [name, files, message] of [
  [
    'a file outside of the folder',
    { a: '../one.safetensors' },
    /must be a \.safetensors file of the same folder, got "\.\.\/one\.safetensors"$/,
  ],
  [
    'an absolute path',
    { a: '/etc/passwd' },
    /must be a \.safetensors file of the same folder, got "\/etc\/passwd"$/,
  ],
  ['the way of Windows out of the folder', { a: '..\\one.safetensors' }, /must be a \.safetensors file/],
  ['another kind of file', { a: 'model.safetensors.index.json' }, /must be a \.safetensors file/],
  [
    'a missing file',
    { a: 'three.safetensors' },
    /three\.safetensors: must be a readable safetensors file, got ENOENT/,
  ],
  [
    'a tensor that its file has not',
    { a: 'one.safetensors', c: 'two.safetensors' },
    /tensor "c" must be in two\.safetensors, got a file without it$/,
  ],
  ['an index of numbers', { a: 1 }, /index\.json: "weight_map.a": .* got 1$/],
] as const) {
  test(`openCheckpoint(folder) throws for ${name}`, () => {
    withTemporaryFolder((folder) => {
      mkdirSync(join(folder, 'model'));
      writeShards(join(folder, 'model'), files);
      assert.throws(() => openCheckpoint(join(folder, 'model')), { name: 'Error', message });
    });
  });
}

test('openCheckpoint(folder) throws where there are no weights', () => {
  withTemporaryFolder((folder) => {
    assert.throws(() => openCheckpoint(folder), {
      message: /must hold model\.safetensors or model\.safetensors\.index\.json, got neither$/,
    });
  });
});
