import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { installKernel, kernelFile } from '../../src/jupyter/install-kernel.js';
import { examineKernel } from '../../src/jupyter/kernel-doctor.js';
import { temporaryFolder } from '../temporary-folder.js';

test('examineKernel({ prefix }) starts the kernel, and says what its kernel.json lacks', async (t) => {
  const prefix = temporaryFolder(t);
  const path = kernelFile({ prefix });
  const [before] = await examineKernel({ prefix });
  assert.deepEqual(before, {
    name: 'kernel.json',
    text: `${path} is missing; lingtune kernel install writes it`,
    found: false,
  });
  installKernel({ prefix });
  const lines = await examineKernel({ prefix });
  assert.deepEqual(
    lines.map(({ name, found }) => [name, found]),
    [
      ['kernel.json', true],
      ['tslab', true],
      ['kernel', true],
    ],
  );
  assert.equal(lines[0]?.text, path);
  writeFileSync(path, readFileSync(path, 'utf8').replace('lingtune-kernel.js', 'gone.js'));
  const [after] = await examineKernel({ prefix });
  assert.equal(after?.found, false);
  assert.match(after?.text ?? '', /gone\.js, which is gone; lingtune kernel install mends it$/);
});
