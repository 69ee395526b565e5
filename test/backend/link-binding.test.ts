import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLinked, linkBinding } from '../../src/backend/link-binding.js';
import { bindingFolder } from '../../src/backend/tensorflow-build.js';
import { temporaryFolder } from '../temporary-folder.js';
import { standInTools } from './stand-in-tools.js';

test('linkBinding(build, folder) lets the npm package find the build', (t) => {
  const folder = temporaryFolder(t);
  const { build } = standInTools(folder);
  assert.equal(isLinked(build, folder), false);
  linkBinding(build, folder);
  assert.equal(isLinked(build, folder), true);
  assert.equal(readlinkSync(join(folder, 'lib', 'napi-v8')), bindingFolder(build));
  linkBinding(build, folder);
  assert.deepEqual(readdirSync(join(folder, 'lib')), ['napi-v8']);
});

test('linkBinding(build, folder) replaces a link to another build', (t) => {
  const folder = temporaryFolder(t);
  const { build } = standInTools(folder);
  mkdirSync(join(folder, 'lib'));
  symlinkSync('/elsewhere', join(folder, 'lib', 'napi-v8'));
  assert.equal(isLinked(build, folder), false);
  linkBinding(build, folder);
  assert.equal(readlinkSync(join(folder, 'lib', 'napi-v8')), bindingFolder(build));
});

test('linkBinding(build, folder) leaves a binding alone that npm itself installed', (t) => {
  const folder = temporaryFolder(t);
  const { build } = standInTools(folder);
  mkdirSync(join(folder, 'lib', 'napi-v8'), { recursive: true });
  linkBinding(build, folder);
  assert.equal(isLinked(build, folder), true);
  assert.deepEqual(readdirSync(join(folder, 'lib', 'napi-v8')), []);
});

test('linkBinding(build, folder) fails where the folder cannot be written', (t) => {
  const folder = temporaryFolder(t);
  const { build } = standInTools(folder);
  writeFileSync(join(folder, 'lib'), '');
  assert.throws(() => linkBinding(build, folder), { code: 'ENOTDIR' });
});
