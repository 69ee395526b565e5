import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { leavePartial, openPartial } from '../../../src/corpus/hub/partial-file.js';
import { temporaryFolder } from '../../temporary-folder.js';

const HOUR = 3600;
const ago = (seconds: number): number => Date.now() / 1000 - seconds;

test('openPartial(blob, true) is the beginning that Python knows', async (context) => {
  const blob = join(temporaryFolder(context), 'sum');
  writeFileSync(`${blob}.incomplete`, 'begun');
  const { path, file } = await openPartial(blob, true);
  assert.equal(path, `${blob}.incomplete`);
  assert.equal(await file.readFile('utf8'), 'begun');
  await file.close();
});

for (const [name, seconds, isTaken] of [
  ['does not touch a beginning that somebody may be writing', 60, false],
  ['takes over a beginning that was left alone', HOUR, true],
] as const) {
  test(`openPartial(blob, false) ${name}`, async (context) => {
    const folder = temporaryFolder(context);
    const blob = join(folder, 'sum');
    // As older and newer versions of Python's huggingface_hub name them.
    for (const left of [`${blob}.incomplete`, `${blob}.0a1b2c3d.incomplete`]) {
      writeFileSync(left, 'begun');
      utimesSync(left, ago(seconds), ago(seconds));
      const { path, file } = await openPartial(blob, false);
      assert.match(path, /sum\.\d+-[0-9a-f]{8}\.incomplete$/);
      assert.equal(await file.readFile('utf8'), isTaken ? 'begun' : '');
      assert.equal(existsSync(left), !isTaken);
      await file.close();
      await leavePartial({ path, file }, blob, false);
      assert.equal(existsSync(path), false);
    }
  });
}

test('openPartial(blob, false) lets two processes have files of their own', async (context) => {
  const blob = join(temporaryFolder(context), 'sum');
  const [first, second] = [await openPartial(blob, false), await openPartial(blob, false)];
  assert.notEqual(first.path, second.path);
  await first.file.close();
  await second.file.close();
});

test('leavePartial(partial, blob, true) leaves a beginning that the next one takes over at once', async (context) => {
  const folder = temporaryFolder(context);
  const blob = join(folder, 'sum');
  const first = await openPartial(blob, false);
  await first.file.writeFile('begun');
  await first.file.close();
  await leavePartial(first, blob, true);
  assert.deepEqual(readdirSync(folder), ['sum.incomplete']);
  const second = await openPartial(blob, false);
  assert.equal(await second.file.readFile('utf8'), 'begun');
  await second.file.close();
});

test('leavePartial(partial, blob, true) does not write over the beginning of another process', async (context) => {
  const folder = temporaryFolder(context);
  const blob = join(folder, 'sum');
  const partial = await openPartial(blob, false);
  await partial.file.close();
  writeFileSync(`${blob}.incomplete`, 'of another');
  await leavePartial(partial, blob, true);
  assert.deepEqual(readdirSync(folder), ['sum.incomplete']);
  assert.equal(readFileSync(`${blob}.incomplete`, 'utf8'), 'of another');
});
