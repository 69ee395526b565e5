import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tensorflowStep } from '../../src/backend/set-up-tensorflow.js';
import { type NativeName, tensorflowBuild } from '../../src/backend/tensorflow-build.js';
import { temporaryFolder } from '../temporary-folder.js';
import { standInTools } from './stand-in-tools.js';

/** The build of Linux on x64, whatever the tests run on. */
const linux =
  (cache: string) =>
  (backend: NativeName): ReturnType<typeof tensorflowBuild> =>
    tensorflowBuild(backend, { platform: 'linux', arch: 'x64', libc: 'glibc-2.36', cache });

const PROCESSOR = 'TensorFlow (274 MB to download; 853 MB in cache/tensorflow)';
const GPU = "TensorFlow (572 MB to download, and NVIDIA's libraries, some 3 GB; 1259 MB in cache/tensorflow)";

const TITLES: readonly [wish: string, hasGpu: boolean, title: string, done: boolean][] = [
  ['', false, PROCESSOR, false],
  ['', true, GPU, false],
  ['gpu', false, GPU, false],
  ['tensorflow', true, PROCESSOR, false],
  ['wasm', true, 'TensorFlow', true],
];

for (const [wish, hasGpu, title, done] of TITLES) {
  test(`tensorflowStep({ wish: '${wish}' }) ${hasGpu ? 'with' : 'without'} a GPU is ${title}`, () => {
    const step = tensorflowStep({ wish, hasGpu: () => hasGpu, buildOf: linux('cache') });
    assert.equal(step.title, title);
    assert.equal(step.done(), done);
  });
}

test("tensorflowStep({ wish: 'wasm' }) has nothing to do", async () => {
  assert.equal(await tensorflowStep({ wish: 'wasm' }).run({ python: '/no/python' }), null);
});

test('tensorflowStep() says what is lost where TensorFlow ships no library', async () => {
  const step = tensorflowStep({ wish: 'tensorflow', buildOf: () => null });
  assert.equal(step.done(), false);
  assert.equal(
    await step.run({ python: '/no/python' }),
    `TensorFlow ships no library for ${process.platform} on ${process.arch}: models will run on WebAssembly, many times slower`,
  );
});

test('tensorflowStep() says in one line what failed and what is lost', async (t) => {
  const { build } = standInTools(temporaryFolder(t));
  process.env.CXX = '/no/compiler';
  t.after(() => delete process.env.CXX);
  const step = tensorflowStep({ wish: 'tensorflow', buildOf: () => build });
  assert.equal(
    await step.run({ python: '/no/python' }),
    'findCompiler: the C++ compiler that is asked for (CXX) must run, got none named /no/compiler ' +
      '(without CXX the system’s is taken, or one is downloaded); ' +
      'models will run on WebAssembly, on one core and many times slower; when that is mended, run the set-up again',
  );
});

test('tensorflowStep() refuses a backend that there is not', () => {
  assert.throws(() => tensorflowStep({ wish: 'tpu' }), {
    message: 'LINGTUNE_BACKEND must be tensorflow, gpu or wasm, got "tpu"',
  });
});
