import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeSafetensors } from '../../../src/model/checkpoint/write-safetensors.js';
import { readCheckpoint, type SavedRun, writeCheckpoint } from '../../../src/tuning/run-folder/checkpoint.js';
import { checkpointPath, listCheckpoints } from '../../../src/tuning/run-folder/checkpoint-folder.js';
import { NO_DISK, smallDisk } from '../../small-disk.js';
import { temporaryFolder } from '../../temporary-folder.js';

/** A state with numbers that JSON and float32 must give back bit for bit. */
function checkpointOf(step: number): SavedRun {
  return {
    run: {
      step,
      loss: 0.1 + 0.2,
      isEvaluated: true,
      best: { step: 3, loss: 1 / 3 },
      worseEvaluations: 2,
    },
    stepper: {
      tensors: new Map([
        ['data/a', { shape: [2, 2], data: Float32Array.of(1e-45, -0, 3.4e38, step) }],
        ['first/a', { shape: [0], data: new Float32Array(0) }],
      ]),
      values: { updates: step, dropout: '00ff'.repeat(8) },
    },
    logs: { lines: 123, events: 45 },
  };
}

test('readCheckpoint(folder, step) gives what writeCheckpoint(folder, checkpoint) was given', async (t) => {
  const folder = temporaryFolder(t);
  await writeCheckpoint(folder, checkpointOf(6));
  assert.deepEqual(readCheckpoint(folder, 6), checkpointOf(6));
  assert.deepEqual(listCheckpoints(folder), [6]);
  assert.deepEqual(readdirSync(checkpointPath(folder, 6)).sort(), [
    'complete.txt',
    'state.json',
    'tensors.safetensors',
  ]);
});

test('writeCheckpoint(folder, checkpoint) writes a state before the first step, and replaces one of its step', async (t) => {
  const folder = temporaryFolder(t);
  const { stepper, logs } = checkpointOf(0);
  const run = { step: 0, loss: null, isEvaluated: false, best: null, worseEvaluations: 0 };
  await writeCheckpoint(folder, checkpointOf(0));
  await writeCheckpoint(folder, { run, stepper, logs });
  assert.deepEqual(readCheckpoint(folder, 0).run, run);
  assert.deepEqual(readdirSync(folder), ['step-000000']);
});

test('writeCheckpoint(folder, checkpoint) throws where the folder is missing', async (t) => {
  const folder = join(temporaryFolder(t), 'missing');
  await assert.rejects(writeCheckpoint(folder, checkpointOf(6)), {
    name: 'Error',
    message: /^writeCheckpoint: \S+step-000006 must be writable, got ENOENT: no such file or directory/,
  });
});

// The disk's own folder, a checkpoint's and its files: tensors, state and mark.
for (const [name, files] of [
  ['the tensors', 2],
  ['the state', 3],
  ['the mark', 4],
] as const) {
  test(`writeCheckpoint(folder, checkpoint) throws where there is no room for ${name}, and leaves nothing of it`, async (t) => {
    const disk = smallDisk(t, 'nr_inodes=100');
    if (disk === null) return t.skip(NO_DISK);
    await writeCheckpoint(disk.folder, checkpointOf(3));
    // The first checkpoint has four.
    disk.resize(`nr_inodes=${4 + files}`);
    await assert.rejects(writeCheckpoint(disk.folder, checkpointOf(6)), {
      name: 'Error',
      message: /^\w+: \S+step-000006\S* must be writable, got ENOSPC: no space left on device[^\n]*$/,
    });
    assert.deepEqual(readdirSync(disk.folder), ['step-000003']);
    assert.deepEqual(readCheckpoint(disk.folder, 3), checkpointOf(3));
    disk.resize('nr_inodes=100');
    await writeCheckpoint(disk.folder, checkpointOf(6));
    assert.deepEqual(listCheckpoints(disk.folder), [3, 6]);
  });
}

for (const [name, damage, message] of [
  ['no state', (path: string) => rmSync(join(path, 'state.json')), /state\.json: .*no such file/],
  [
    'a state that is cut off',
    (path: string) => writeFileSync(join(path, 'state.json'), '{"run":'),
    /state\.json: must be complete JSON$/,
  ],
  [
    'a state without the logs’ sizes',
    (path: string) => {
      const state = JSON.parse(readFileSync(join(path, 'state.json'), 'utf8')) as Record<string, unknown>;
      writeFileSync(join(path, 'state.json'), JSON.stringify({ run: state.run, values: state.values }));
    },
    /state\.json: "logs": /,
  ],
  [
    'no tensors',
    (path: string) => rmSync(join(path, 'tensors.safetensors')),
    /tensors\.safetensors: .*ENOENT/,
  ],
  [
    'whole numbers',
    (path: string) =>
      writeSafetensors(
        join(path, 'tensors.safetensors'),
        new Map([['data/a', { shape: [1], data: Int32Array.of(7) }]]),
      ),
    /tensors\.safetensors: data\/a must be of float32, got other numbers$/,
  ],
] as const) {
  test(`readCheckpoint(folder, step) throws with the path for ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    await writeCheckpoint(folder, checkpointOf(6));
    const path = checkpointPath(folder, 6);
    damage(path);
    assert.throws(() => readCheckpoint(folder, 6), { name: 'Error', message });
    assert.ok(existsSync(path));
  });
}
