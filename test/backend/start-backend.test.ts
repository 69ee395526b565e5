/** Both backends against values worked out by hand, each in a process of its own where the start is the point. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../../src/backend/backend.js';
import { isWhole } from '../../src/backend/build-mark.js';
import { startBackend } from '../../src/backend/start-backend.js';
import { tensorflowBuild } from '../../src/backend/tensorflow-build.js';
import { assertClose } from '../close.js';
import { OTHER_NODES } from '../nodes.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Both compute in single precision, whose numbers are 6e-8 apart, relative; a few roundings add up. */
const TOLERANCE = 1e-6;

const native = tensorflowBuild('tensorflow');
const skip = (native === null || !isWhole(native)) && 'TensorFlow is not set up (npm run setup)';

const OPERATIONS: readonly [name: string, compute: () => tf.Tensor, expected: readonly number[]][] = [
  [
    'matMul',
    () => tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])),
    [19, 22, 43, 50],
  ],
  ['softmax', () => tf.softmax(tf.tensor1d([0, Math.log(3)])), [0.25, 0.75]],
  [
    'gather',
    () => tf.gather(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor1d([1, 0, 1], 'int32')),
    [3, 4, 1, 2, 3, 4],
  ],
  ['topk', () => tf.topk(tf.tensor1d([1, 3, 2]), 2).indices, [1, 2]],
  ['logSumExp', () => tf.logSumExp(tf.tensor1d([Math.log(2), Math.log(6)])), [Math.log(8)]],
  [
    'unsortedSegmentSum',
    () =>
      tf.unsortedSegmentSum(
        tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]),
        tf.tensor1d([1, 0, 1, -1], 'int32'),
        3,
      ),
    [3, 4, 6, 8, 0, 0],
  ],
  [
    'the gradient of gather',
    () =>
      tf.grad((table) =>
        tf.sum(tf.mul(tf.gather(table, tf.tensor1d([1, 1, 0], 'int32')), tf.tensor2d([[1], [2], [4]]))),
      )(tf.tensor2d([1, 2, 3, 4], [2, 2])),
    [4, 4, 3, 3],
  ],
  ['grad', () => tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([1, -2])), [2, -4]],
];

for (const name of ['tensorflow', 'wasm'] as const satisfies readonly BackendName[]) {
  test(`startBackend({ name: '${name}' }) computes`, { skip: name === 'tensorflow' && skip }, async (t) => {
    const backend = await startBackend({ name });
    assert.equal(backend.name, name);
    assert.equal(tf.getBackend(), name);
    for (const [operation, compute, expected] of OPERATIONS) {
      await t.test(operation, () => {
        assertClose(
          tf.tidy(() => [...compute().dataSync()]),
          expected,
          TOLERANCE,
        );
      });
    }
  });

  test(`startBackend({ name: '${name}' }) twice is the same, and leaves no tensor`, {
    skip: name === 'tensorflow' && skip,
  }, async () => {
    const first = await startBackend({ name });
    const before = tf.memory().numTensors;
    assert.deepEqual(await startBackend({ name }), first);
    assert.deepEqual(await startBackend(), first);
    assert.equal(tf.memory().numTensors, before);
  });
}

test('startBackend({ threads }) refuses what is not a number of threads', async () => {
  await assert.rejects(startBackend({ threads: 0 }), {
    name: 'RangeError',
    message: 'startBackend: threads must be an integer in 1..4096, got 0',
  });
});

test('startBackend({ threads }) refuses another number once TensorFlow runs', { skip }, async () => {
  const { threads } = await startBackend({ name: 'tensorflow' });
  await assert.rejects(startBackend({ name: 'tensorflow', threads: threads + 1 }), {
    name: 'RangeError',
    message: `startBackend: threads must stay ${threads} once TensorFlow runs, got ${threads + 1}`,
  });
});

test('startBackend({ name }) refuses the GPU in a process whose processor computes', { skip }, async () => {
  await startBackend({ name: 'tensorflow' });
  await assert.rejects(startBackend({ name: 'tensorflow-gpu' }), {
    message: 'startBackend: tensorflow-gpu must be started in a process of its own, got tensorflow running',
  });
});

test('startBackend() refuses a TensorFlow that another package loaded and that lacks our operations', () => {
  const script = `
    tf.registerBackend('tensorflow', () => ({
      isGPUPackage: false,
      isUsingGpuDevice: false,
      binding: { TF_Version: '2.9.1' },
      write: () => ({}),
      disposeData: () => true,
      numDataIds: () => 0,
      executeMultipleOutputs: () => { throw new Error('Op type not registered'); },
    }));
    await startBackend().catch((error) => console.log(error.message));`;
  assert.equal(
    runFresh(script, { LINGTUNE_BACKEND: 'tensorflow' }).out,
    'startBackend: TensorFlow must be the build that lingtune set up, got 2.9.1 without its operations, loaded by another package before (`lingtune setup` gives that package the right one)',
  );
});

/** Runs a script that knows `startBackend` and `tf` in a fresh process; gives what came on both its outputs. */
function runFresh(
  script: string,
  environment: Readonly<Record<string, string>>,
  node: string = process.execPath,
): { out: string; errors: string } {
  const imports = `
    const { startBackend } = await import(${JSON.stringify(import.meta.resolve('../../src/backend/start-backend.js'))});
    const tf = await import(${JSON.stringify(import.meta.resolve('@tensorflow/tfjs-core'))});`;
  const { stdout, stderr } = spawnSync(node, ['--input-type=module', '-e', imports + script], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { out: stdout.trim(), errors: stderr.trim() };
}

/** Starts the backend in a fresh process; gives its record as JSON, and what came on standard error. */
function startFresh(
  environment: Readonly<Record<string, string>>,
  { node = process.execPath, options = '' } = {},
): { out: string; errors: string } {
  const script = `
    try {
      const { name, threads } = await startBackend(${options});
      const [top] = tf.topk(tf.tensor1d([1, 3, 2]), 1).values.dataSync();
      console.log(JSON.stringify({ name, threads, top }));
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }`;
  return runFresh(script, environment, node);
}

test('startBackend() takes TensorFlow where it is set up, without a word of its own', { skip }, () => {
  const { out, errors } = startFresh({ LINGTUNE_BACKEND: '' }, { options: '{ threads: 1 }' });
  assert.deepEqual(JSON.parse(out), { name: 'tensorflow', threads: 1, top: 3 });
  assert.equal(errors, '');
});

test('startBackend() falls back to WebAssembly and says so in one line', (t) => {
  const { out, errors } = startFresh({ LINGTUNE_CACHE: temporaryFolder(t), LINGTUNE_BACKEND: '' });
  assert.deepEqual(JSON.parse(out), { name: 'wasm', threads: 1, top: 3 });
  assert.match(
    errors,
    /^startBackend: tensorflow must be set up, which `lingtune setup` does, got nothing in place; models run on WebAssembly instead, on one core and many times slower \(LINGTUNE_BACKEND=wasm asks for it\)$/,
  );
});

const WISHES: readonly [wish: string, said: string][] = [
  ['wasm', '{"name":"wasm","threads":1,"top":3}'],
  [
    'tensorflow',
    'Error: startBackend: tensorflow must be set up, which `lingtune setup` does, got nothing in place',
  ],
  [
    'gpu',
    'Error: startBackend: tensorflow-gpu must be set up, which `lingtune setup` does, got nothing in place',
  ],
  ['tpu', 'RangeError: LINGTUNE_BACKEND must be tensorflow, gpu or wasm, got "tpu"'],
];

for (const [wish, said] of WISHES) {
  test(`startBackend() does as LINGTUNE_BACKEND=${wish} says, or fails with nothing set up`, (t) => {
    const { out, errors } = startFresh({ LINGTUNE_CACHE: temporaryFolder(t), LINGTUNE_BACKEND: wish });
    assert.equal(out, said);
    assert.equal(errors, '');
  });
}

for (const { version, node, absent } of OTHER_NODES) {
  for (const name of ['tensorflow', 'wasm'] as const) {
    test(`startBackend() starts ${name} on Node ${version}`, {
      skip: absent || (name === 'tensorflow' && skip),
    }, () => {
      const { out, errors } = startFresh({ LINGTUNE_BACKEND: name }, { node, options: '{ threads: 1 }' });
      assert.deepEqual(JSON.parse(out), { name, threads: 1, top: 3 });
      assert.equal(errors, '');
    });
  }
}
