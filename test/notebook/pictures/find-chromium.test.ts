import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { findChromium } from '../../../src/notebook/pictures/find-chromium.js';

const folder = mkdtempSync(join(tmpdir(), 'lingtune-chromium-'));
after(() => rmSync(folder, { recursive: true }));

function program(place: string, name: string, mode = 0o755): string {
  mkdirSync(join(folder, place), { recursive: true });
  const path = join(folder, place, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
}

test('findChromium(environment) takes the program that LINGTUNE_CHROMIUM names', () => {
  const named = program('own', 'my-browser');
  program('first', 'chromium');
  assert.equal(findChromium({ LINGTUNE_CHROMIUM: named, PATH: join(folder, 'first') }), named);
});

test('findChromium(environment) throws where LINGTUNE_CHROMIUM cannot be run', () => {
  const plain = program('own', 'not-a-program', 0o644);
  assert.throws(() => findChromium({ LINGTUNE_CHROMIUM: plain }), {
    message: `findChromium: LINGTUNE_CHROMIUM must name a program that can be run, got ${plain}`,
  });
});

test('findChromium(environment) prefers Chromium to its relatives, then the earlier folder of PATH', () => {
  const chrome = program('early', 'google-chrome');
  const chromium = program('late', 'chromium');
  program('latest', 'chromium');
  const path = ['early', 'late', 'latest'].map((place) => join(folder, place)).join(delimiter);
  assert.equal(findChromium({ PATH: path }), chromium);
  assert.equal(findChromium({ PATH: join(folder, 'early') }), chrome);
});

test('findChromium(environment) returns null where no folder of PATH has one', {
  skip: process.platform === 'darwin' && 'macOS also looks in /Applications',
}, () => {
  assert.equal(findChromium({ PATH: join(folder, 'nowhere') }), null);
  assert.equal(findChromium({}), null);
});
