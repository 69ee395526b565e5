/** Each case in a process of its own, as the loader stays changed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repositoryFile } from '../../repository.js';
import { temporaryFolder } from '../../temporary-folder.js';

/** What a program writes that puts the stand-in up for a package in a folder, and goes on. */
function output(folder: string, program: string): string {
  const module = pathToFileURL(repositoryFile('dist/src/kernel/session/stand-in-for-binding.js'));
  const script = `
    import { createRequire } from 'node:module';
    const { standInForBinding } = await import(${JSON.stringify(module)});
    standInForBinding(() => ${JSON.stringify(folder)});
    const require = createRequire(${JSON.stringify(repositoryFile('notebooks/cell.js'))});
    ${program}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  assert.equal(status, 0);
  return stdout;
}

test('standInForBinding() lets danfojs-node group and average where there is no binding', (t) => {
  const text = output(
    temporaryFolder(t),
    `const { DataFrame } = require('danfojs-node');
    const frame = new DataFrame([{ k: 'a', n: 1 }, { k: 'b', n: 5 }, { k: 'a', n: 2 }]);
    console.log(JSON.stringify(frame.groupby(['k']).col(['n']).mean().values));`,
  );
  assert.equal(text, '[["a",1.5],["b",5]]\n');
});

test('standInForBinding() leaves the package as it is where there is a binding', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'lib', 'napi-v8'), { recursive: true });
  writeFileSync(join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'), '');
  assert.match(output(folder, "console.log(require.resolve('@tensorflow/tfjs-node'));"), /tfjs-node/);
});
