import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contentFingerprint } from '../../src/study/content-fingerprint.js';
import { temporaryFolder } from '../temporary-folder.js';

test('contentFingerprint(folder) changes with what the files hold, and with nothing else', (t) => {
  const folder = temporaryFolder(t);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('config.json', '{}');
  write('model.safetensors', 'weights');
  const first = contentFingerprint(folder);
  assert.match(first, /^[0-9a-f]{16}$/);
  utimesSync(join(folder, 'model.safetensors'), 1, 1);
  write('README.md', 'a card');
  assert.equal(contentFingerprint(folder), first);
  write('model.safetensors', 'Weights');
  assert.notEqual(contentFingerprint(folder), first);
  write('model.safetensors', 'weights');
  assert.equal(contentFingerprint(folder), first);
});

test('contentFingerprint(folder) throws where there is no folder', () => {
  assert.throws(() => contentFingerprint('/no/such/folder'), { code: 'ENOENT' });
});
