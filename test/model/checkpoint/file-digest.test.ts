import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileDigest } from '../../../src/model/checkpoint/file-digest.js';
import { temporaryFolder } from '../../temporary-folder.js';

/** Just large enough to be remembered. */
const LARGE = 16 * 1024 * 1024;
/** A minute from now, when no file was changed just now. */
const later = (): number => Date.now() + 60_000;

/** A large file with one byte that is not 0, and a folder for what is remembered. */
function makeLarge(t: TestContext) {
  const folder = temporaryFolder(t);
  const [path, cache] = [join(folder, 'model.safetensors'), join(folder, 'cache')];
  const write = (byte: number, place = 100_001): void => {
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.of(byte), 0, 1, place);
    closeSync(file);
  };
  writeFileSync(path, Buffer.alloc(LARGE));
  write(1);
  return { path, cache, write };
}

/** Digest, and whether the file was read whole for it. */
async function digestOf(path: string, cache: string, now: () => number = later) {
  let isRead = false;
  const digest = await fileDigest(path, {
    cache,
    now,
    onProgress: () => {
      isRead = true;
    },
  });
  return { digest, isRead };
}

test('fileDigest(path) is the SHA-256 of the file, whatever its size', async (t) => {
  const folder = temporaryFolder(t);
  for (const size of [0, 1, 4 * 1024 * 1024, 9_000_001, LARGE + 5]) {
    const bytes = Buffer.alloc(size, 'lingtune');
    writeFileSync(join(folder, 'file'), bytes);
    const expected = createHash('sha256').update(bytes).digest('hex');
    assert.equal(await fileDigest(join(folder, 'file'), { cache: join(folder, 'cache') }), expected);
  }
});

test('fileDigest(path) reads a large file once', async (t) => {
  const { path, cache } = makeLarge(t);
  const first = await digestOf(path, cache);
  assert.equal(first.isRead, true);
  assert.deepEqual(await digestOf(path, cache), { ...first, isRead: false });
  // What is remembered is of this file, not of its name or content.
  copyFileSync(path, `${path}.copy`);
  assert.deepEqual(await digestOf(`${path}.copy`, cache), first);
});

test('fileDigest(path) reads a large file again that was changed, its size and time of modification kept', async (t) => {
  const { path, cache, write } = makeLarge(t);
  utimesSync(path, 1, 1);
  const first = await digestOf(path, cache);
  write(2);
  utimesSync(path, 1, 1);
  const second = await digestOf(path, cache);
  assert.equal(second.isRead, true);
  assert.notEqual(second.digest, first.digest);
});

test('fileDigest(path) remembers nothing of a file that was changed within the granule of its clock', async (t) => {
  const { path, cache, write } = makeLarge(t);
  // As on a file system whose clock counts in steps of two seconds: the file's time of change is not older than that.
  const now = () => statSync(path).ctimeMs + 1999;
  const first = await digestOf(path, cache, now);
  assert.deepEqual(await digestOf(path, cache, now), first);
  assert.equal(first.isRead, true);
  write(2);
  assert.notEqual((await digestOf(path, cache, now)).digest, first.digest);
  const settled = () => statSync(path).ctimeMs + 2001;
  assert.equal((await digestOf(path, cache, settled)).isRead, true);
  assert.equal((await digestOf(path, cache, settled)).isRead, false);
});

test('fileDigest(path) hashes again where what it remembers is damaged, or cannot be written', async (t) => {
  const { path, cache } = makeLarge(t);
  const first = await digestOf(path, cache);
  const [name = ''] = readdirSync(cache);
  for (const text of ['', 'x', first.digest.slice(1)]) {
    writeFileSync(join(cache, name), text);
    assert.deepEqual(await digestOf(path, cache), first);
  }
  // A file is in the way of the folder.
  assert.deepEqual(await digestOf(path, `${path}`), first);
});

test('fileDigest(path) refuses a file that changes while it is read', async (t) => {
  const { path, cache, write } = makeLarge(t);
  const changed = fileDigest(path, { cache, now: later, onProgress: () => write(3) });
  await assert.rejects(changed, { message: `${path}: the file was changed while it was read` });
  assert.throws(() => readdirSync(cache), { code: 'ENOENT' });
});

test('fileDigest(path) refuses a folder and a pipe without waiting, and a file that is not there', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'folder'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  for (const [name, kind] of [
    ['folder', 'a folder'],
    ['pipe', 'a pipe or device'],
  ] as const) {
    const path = join(folder, name);
    await assert.rejects(fileDigest(path), { message: `${path} must be a file, got ${kind}` });
  }
  await assert.rejects(fileDigest(join(folder, 'none')), { code: 'ENOENT' });
});

test('fileDigest(path) stops where it is told to', async (t) => {
  const { path, cache } = makeLarge(t);
  const controller = new AbortController();
  const stopped = fileDigest(path, {
    cache,
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  });
  await assert.rejects(stopped, { message: 'enough' });
});
