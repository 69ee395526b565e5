import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withBlobLock } from '../../../src/corpus/hub/blob-lock.js';
import { temporaryFolder } from '../../temporary-folder.js';

const WAIT = { signal: undefined, onWait: () => {} };
const noFlock =
  spawnSync('flock', ['--version']).error === undefined ? false : 'this system has no program flock';
const isAloneIn = (path: string | null): Promise<boolean> =>
  withBlobLock(path, WAIT, async (isAlone) => isAlone);
/** Whether another process could take the lock now. */
const isFree = (path: string): boolean => spawnSync('flock', ['--nonblock', path, 'true']).status === 0;

test('withBlobLock(path, wait, work) holds a lock of the kernel while it works, and no longer', {
  skip: noFlock,
}, async (context) => {
  const path = join(temporaryFolder(context), 'lock');
  const during = await withBlobLock(path, WAIT, async (isAlone) => [isAlone, isFree(path)]);
  assert.deepEqual(during, [true, false]);
  assert.equal(isFree(path), true);
  await assert.rejects(
    withBlobLock(path, WAIT, async () => {
      throw new Error('failed');
    }),
    { message: 'failed' },
  );
  assert.equal(isFree(path), true);
});

test('withBlobLock(path, wait, work) lets one work at a time in one process, too', {
  skip: noFlock,
}, async (context) => {
  const path = join(temporaryFolder(context), 'lock');
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    events.push(`${name} ends`);
  };
  await Promise.all(['a', 'b', 'c'].map((name) => withBlobLock(path, WAIT, work(name))));
  const names = events.filter((_, index) => index % 2 === 0).map((event) => event.slice(0, 1));
  assert.deepEqual(
    events,
    names.flatMap((name) => [`${name} begins`, `${name} ends`]),
  );
  assert.deepEqual(names.sort(), ['a', 'b', 'c']);
});

test('withBlobLock(path, wait, work) locks the file that has the name now', {
  skip: noFlock,
}, async (context) => {
  const folder = temporaryFolder(context);
  const path = join(folder, 'lock');
  let second: Promise<boolean> | null = null;
  await withBlobLock(path, WAIT, async () => {
    const waiting = new Promise<void>((resolve) => {
      second = withBlobLock(path, { signal: undefined, onWait: resolve }, async () => isFree(path));
    });
    await waiting;
    renameSync(path, join(folder, 'moved'));
  });
  assert.equal(await second, false);
});

test('withBlobLock(path, wait, work) works without a lock where there is none, or it leads elsewhere', async (context) => {
  const folder = temporaryFolder(context);
  assert.equal(await isAloneIn(null), false);
  assert.equal(await isAloneIn(join(folder, 'missing', 'lock')), false);
  mkdirSync(join(folder, 'folder'));
  assert.equal(await isAloneIn(join(folder, 'folder')), false);
  if (process.platform === 'win32') return;
  const target = join(folder, 'target');
  writeFileSync(target, 'precious');
  symlinkSync(target, join(folder, 'link'));
  assert.equal(await isAloneIn(join(folder, 'link')), false);
  assert.equal(readFileSync(target, 'utf8'), 'precious');
});

test('withBlobLock(path, wait, work) works without a lock where no program can take it', async (context) => {
  const path = join(temporaryFolder(context), 'lock');
  const before = process.env.PATH;
  process.env.PATH = '/nowhere';
  context.after(() => {
    process.env.PATH = before;
  });
  assert.equal(await isAloneIn(path), false);
});
