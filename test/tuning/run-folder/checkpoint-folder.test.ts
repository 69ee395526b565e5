import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  checkpointPath,
  dropHalfMade,
  listCheckpoints,
  markCheckpoint,
  pruneCheckpoints,
} from '../../../src/tuning/run-folder/checkpoint-folder.js';
import { temporaryFolder } from '../../temporary-folder.js';

const MARK = 'complete.txt';

/** Makes a checkpoint of two files, whole or without its mark. */
function make(folder: string, step: number, isWhole = true): string {
  const path = checkpointPath(folder, step);
  mkdirSync(path);
  writeFileSync(join(path, 'state.json'), '{}');
  writeFileSync(join(path, 'tensors.safetensors'), 'ten bytes.');
  if (isWhole) markCheckpoint(path);
  return path;
}

for (const [step, name] of [
  [0, 'step-000000'],
  [123, 'step-000123'],
  [1_234_567, 'step-1234567'],
] as const) {
  test(`checkpointPath(folder, ${step}) is ${name}`, () => {
    assert.equal(checkpointPath('run', step), join('run', name));
  });
}

test('markCheckpoint(path) lists the files with their sizes', (t) => {
  const path = make(temporaryFolder(t), 1);
  assert.equal(readFileSync(join(path, MARK), 'utf8'), 'state.json 2\ntensors.safetensors 10\n');
});

test('markCheckpoint(path) throws where the folder is missing', (t) => {
  assert.throws(() => markCheckpoint(join(temporaryFolder(t), 'none')), { code: 'ENOENT' });
});

test('listCheckpoints(folder) gives the steps of whole ones, ascending also where they have seven digits', (t) => {
  const folder = temporaryFolder(t);
  for (const step of [1_000_000, 12, 999_999, 3]) make(folder, step);
  assert.deepEqual(listCheckpoints(folder), [3, 12, 999_999, 1_000_000]);
});

test('listCheckpoints(folder) gives none where the folder is missing or empty', (t) => {
  const folder = temporaryFolder(t);
  assert.deepEqual(listCheckpoints(folder), []);
  assert.deepEqual(listCheckpoints(join(folder, 'missing')), []);
});

for (const [name, damage] of [
  ['no mark', (path: string) => rmSync(join(path, MARK))],
  ['a mark that is cut off', (path: string) => writeFileSync(join(path, MARK), 'state.json 2\n')],
  ['a file that has grown', (path: string) => appendFileSync(join(path, 'state.json'), ' ')],
  ['a file that is cut off', (path: string) => writeFileSync(join(path, 'tensors.safetensors'), 'ten')],
  ['a file too few', (path: string) => rmSync(join(path, 'state.json'))],
  ['a file too many', (path: string) => writeFileSync(join(path, 'other'), '')],
] as const) {
  test(`listCheckpoints(folder) passes over one that has ${name}, and dropHalfMade(folder) removes it`, (t) => {
    const folder = temporaryFolder(t);
    make(folder, 3);
    damage(make(folder, 6));
    assert.deepEqual(listCheckpoints(folder), [3]);
    dropHalfMade(folder);
    assert.deepEqual(readdirSync(folder), ['step-000003']);
  });
}

test('listCheckpoints(folder) takes a checkpoint with a temporary file of a mark as whole', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(make(folder, 3), `${MARK}.7-00aa.tmp`), 'state');
  assert.deepEqual(listCheckpoints(folder), [3]);
});

test('listCheckpoints(folder) passes over files and folders of other names, and dropHalfMade(folder) leaves them', (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['step-1', 'step-000001x', 'mine']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'notes.txt'), '');
  mkdirSync(join(folder, '.unfinished-step-000009-00aa'));
  assert.deepEqual(listCheckpoints(folder), []);
  dropHalfMade(folder);
  assert.deepEqual(readdirSync(folder).sort(), ['mine', 'notes.txt', 'step-000001x', 'step-1']);
});

for (const [keep, best, expected] of [
  [1, null, [8]],
  [2, null, [6, 8]],
  [9, null, [2, 4, 6, 8]],
  [1, 2, [2, 8]],
  [2, 8, [6, 8]],
  [1, 3, [8]],
] as const) {
  test(`pruneCheckpoints(folder, ${keep}, ${best}) leaves steps ${expected.join(', ')} of 2, 4, 6, 8`, (t) => {
    const folder = temporaryFolder(t);
    for (const step of [2, 4, 6, 8]) make(folder, step);
    pruneCheckpoints(folder, keep, best);
    assert.deepEqual(listCheckpoints(folder), expected);
    assert.equal(readdirSync(folder).length, expected.length);
  });
}

test('pruneCheckpoints(folder, keep, best) does not count what is not whole', (t) => {
  const folder = temporaryFolder(t);
  for (const step of [2, 4]) make(folder, step);
  make(folder, 6, false);
  pruneCheckpoints(folder, 2, null);
  assert.deepEqual(listCheckpoints(folder), [2, 4]);
});
