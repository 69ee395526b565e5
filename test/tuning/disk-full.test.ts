import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCheckpoint } from '../../src/tuning/run-folder/checkpoint.js';
import { listCheckpoints } from '../../src/tuning/run-folder/checkpoint-folder.js';
import { NO_DISK, smallDisk } from '../small-disk.js';
import { temporaryFolder } from '../temporary-folder.js';
import { fakeRun } from './fake-run.js';

test('tune(input, options) on a full disk throws once, and goes on when there is room', async (t) => {
  const disk = smallDisk(t, `size=${200 * 1024}`);
  if (disk === null) return t.skip(NO_DISK);
  const output = join(disk.folder, 'run');
  // Every checkpoint is kept, so that some 15 fill the disk.
  const options = { checkpoint: { every: 1, keep: 100 } };
  await assert.rejects(fakeRun(output, options), {
    name: 'Error',
    message: /^\w+: \S+ must be writable, got ENOSPC: no space left on device[^\n]*$/,
  });
  const checkpoints = join(output, 'checkpoints');
  const steps = listCheckpoints(checkpoints);
  const newest = steps.at(-1) ?? 0;
  assert.ok(newest > 3 && newest < 30, `${newest} is where the disk was full`);
  assert.equal(readCheckpoint(checkpoints, newest).run.step, newest);
  assert.equal(readdirSync(checkpoints).length, steps.length);

  disk.resize(`size=${2 * 1024 * 1024}`);
  const whole = temporaryFolder(t);
  await fakeRun(whole, options);
  await fakeRun(output, { ...options, resume: true });
  for (const name of ['log.jsonl', 'adapter/adapter_model.safetensors']) {
    assert.deepEqual(readFileSync(join(output, name)), readFileSync(join(whole, name)));
  }
});
