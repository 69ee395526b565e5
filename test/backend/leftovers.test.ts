import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { downloadStore, keepAlive, leftovers, sweep } from '../../src/backend/leftovers.js';
import { temporaryFolder } from '../temporary-folder.js';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

const age = (path: string, seconds: number): void => {
  const then = Date.now() / 1000 - seconds;
  utimesSync(path, then, then);
};

test('leftovers(cache) are folders that nobody touches any more, and downloads of more than a month ago', (t) => {
  const cache = temporaryFolder(t);
  for (const name of ['a.1-x.tmp', 'b.2-y.tmp', 'build-r5', 'downloads']) mkdirSync(join(cache, name));
  const wheels = ['old', 'new'].map((name) => join(downloadStore(cache), `${name}.whl`));
  for (const wheel of wheels) writeFileSync(wheel, 'wheel');
  age(join(cache, 'a.1-x.tmp'), 2 * MINUTE);
  age(join(cache, 'build-r5'), 400 * DAY);
  age(join(downloadStore(cache), 'old.whl'), 31 * DAY);
  const expected = [join(cache, 'a.1-x.tmp'), join(cache, 'downloads', 'old.whl')];
  assert.deepEqual(leftovers(cache), expected);
  sweep(cache);
  assert.deepEqual(leftovers(cache), []);
  assert.deepEqual(readdirSync(cache).sort(), ['b.2-y.tmp', 'build-r5', 'downloads']);
});

test('leftovers(cache) of a cache that is not there are none', (t) => {
  assert.deepEqual(leftovers(join(temporaryFolder(t), 'none')), []);
});

test('keepAlive(folder) touches it until it is let go', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const folder = join(temporaryFolder(t), 'a.1-x.tmp');
  mkdirSync(folder);
  const isOld = (): boolean => Date.now() - statSync(folder).mtimeMs > MINUTE * 1000;
  age(folder, 10 * MINUTE);
  const release = keepAlive(folder);
  t.mock.timers.tick(10_000);
  assert.equal(isOld(), false);
  release();
  age(folder, 10 * MINUTE);
  t.mock.timers.tick(10_000);
  assert.equal(isOld(), true);
});
