import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasNvidiaGpu } from '../../src/backend/has-nvidia-gpu.js';
import { withTemporaryFolder } from '../temporary-folder.js';

const CASES: readonly [name: string, script: string, expected: boolean][] = [
  ['true where one is listed', 'echo "GPU 0: NVIDIA A100 (UUID: GPU-1)"', true],
  ['false where the driver lists none', 'echo "No devices were found"', false],
  ['false where the driver does not answer', 'echo "GPU 0: NVIDIA A100"; exit 9', false],
];

for (const [name, script, expected] of CASES) {
  test(`hasNvidiaGpu(program) is ${name}`, () => {
    withTemporaryFolder((folder) => {
      const program = join(folder, 'nvidia-smi');
      writeFileSync(program, `#!/bin/sh\n${script}\n`);
      chmodSync(program, 0o755);
      assert.equal(hasNvidiaGpu(program), expected);
    });
  });
}

test('hasNvidiaGpu(program) is false where there is no driver', () => {
  assert.equal(hasNvidiaGpu('/no/nvidia-smi'), false);
});
