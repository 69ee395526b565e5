import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findCompiler } from '../../src/backend/find-compiler.js';
import { temporaryFolder } from '../temporary-folder.js';

/** A search path of one folder with these programs in it, which all end well. */
function searchPath(t: TestContext, names: readonly string[]): string {
  const folder = temporaryFolder(t);
  for (const name of names) {
    writeFileSync(join(folder, name), `#!${process.execPath}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const { PATH } = process.env;
  process.env.PATH = folder;
  t.after(() => {
    process.env.PATH = PATH;
  });
  return folder;
}

const FOUND: readonly [names: readonly string[], found: string | null][] = [
  [['g++', 'c++', 'clang++'], 'c++'],
  [['clang++', 'g++'], 'g++'],
  [['clang++'], 'clang++'],
  [['cc', 'gcc', 'make'], null],
];

for (const [names, found] of FOUND) {
  test(`findCompiler('') where there are ${names.join(', ')} is ${found}`, async (t) => {
    searchPath(t, names);
    assert.equal(await findCompiler(''), found);
  });
}

test('findCompiler(asked) takes no other than the one that is asked for', async (t) => {
  const folder = searchPath(t, ['c++', 'mine']);
  assert.equal(await findCompiler('mine'), 'mine');
  await assert.rejects(findCompiler(join(folder, 'yours')), {
    message: /^findCompiler: the C\+\+ compiler that is asked for \(CXX\) must run, got none named .*yours/,
  });
});
