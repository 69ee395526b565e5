import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { backendFindings } from '../../src/backend/backend-findings.js';
import { temporaryFolder } from '../temporary-folder.js';

function setEnvironment(t: TestContext, name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  t.after(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}

test('backendFindings() shows backend, versions, threads, speed and the size of the cache', async (t) => {
  const cache = temporaryFolder(t);
  writeFileSync(join(cache, 'file'), new Uint8Array(3_000_000));
  setEnvironment(t, 'LINGTUNE_CACHE', cache);
  setEnvironment(t, 'LINGTUNE_BACKEND', 'wasm');
  const [tensors, folder] = await backendFindings();
  assert.match(
    tensors?.text ?? '',
    /^wasm \(tfjs 4\.22\.0, 1 thread\), [\d.e+-]+ GFLOP\/s for a product of 512 × 512 matrices$/,
  );
  assert.deepEqual(folder, { name: 'Cache', text: `${cache} (3 MB)`, found: true });
});

test('backendFindings() tells of a backend that cannot be started', async (t) => {
  setEnvironment(t, 'LINGTUNE_CACHE', join(temporaryFolder(t), 'none'));
  setEnvironment(t, 'LINGTUNE_BACKEND', 'gpu');
  const [tensors, folder] = await backendFindings();
  assert.deepEqual(tensors, {
    name: 'Tensors',
    text: 'startBackend: tensorflow-gpu must be set up, which `lingtune setup` does, got nothing in place',
    found: false,
  });
  assert.match(folder?.text ?? '', / \(0 MB\)$/);
});
