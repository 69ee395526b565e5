import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readCheckpoint } from '../../src/tuning/checkpoint/checkpoint.js';
import { listCheckpoints } from '../../src/tuning/checkpoint/checkpoint-folder.js';
import { temporaryFolder } from '../temporary-folder.js';
import { fakeRun } from './fake-run.js';

const isDone = (program: string, ...words: string[]): boolean => spawnSync(program, words).status === 0;

/** A folder on a disk of its own, of so many bytes; `null` where none may be mounted. */
function smallDisk(t: TestContext, bytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-disk-'));
  const isMounted = isDone('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder);
  t.after(() => {
    if (isMounted) isDone('umount', folder);
    rmdirSync(folder);
  });
  return isMounted ? folder : null;
}

test('tune(input, options) on a full disk throws once, and goes on when there is room', async (t) => {
  const folder = smallDisk(t, 200 * 1024);
  if (folder === null) return t.skip('mounting a small disk needs root on Linux');
  const output = join(folder, 'run');
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

  assert.ok(isDone('mount', '-o', 'remount,size=2097152', folder));
  const whole = temporaryFolder(t);
  await fakeRun(whole, options);
  await fakeRun(output, { ...options, resume: true });
  for (const name of ['log.jsonl', 'adapter/adapter_model.safetensors']) {
    assert.deepEqual(readFileSync(join(output, name)), readFileSync(join(whole, name)));
  }
});
