import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { isWhole } from '../../src/backend/build-mark.js';
import { storedWheel } from '../../src/backend/fetch-wheel.js';
import { installTensorflow } from '../../src/backend/install-tensorflow.js';
import { bindingPath, type TensorflowBuild } from '../../src/backend/tensorflow-build.js';
import { temporaryFolder } from '../temporary-folder.js';
import { standInTools } from './stand-in-tools.js';

const ALL_CALLS = [
  'pip tensorflow-cpu==2.21.0',
  'unpack',
  'compile libquiet.so',
  'compile liblingtune_kernels.so',
  'compile tfjs_binding.node',
  'try',
];

test('installTensorflow(build) keeps the libraries and the binding, nothing else', async (t) => {
  const { build, tools, calls } = standInTools(temporaryFolder(t));
  const labels: string[] = [];
  const isNew = await installTensorflow(build, {
    ...tools,
    onProgress: ({ label, done, total }) => labels.push(`${done}/${total} ${label}`),
  });
  assert.equal(isNew, true);
  assert.deepEqual(calls(), ALL_CALLS);
  assert.deepEqual(labels, [
    '0/null download tensorflow-cpu==2.21.0',
    '7/7 download tensorflow-cpu==2.21.0',
    ...[0, 1, 2, 3].map((done) => `${done}/3 compile the binding and its kernels`),
    '0/1 try the binding',
    '1/1 try the binding',
  ]);
  assert.deepEqual(readdirSync(build.folder).sort(), ['complete.txt', 'tensorflow']);
  assert.deepEqual(readdirSync(join(build.folder, 'tensorflow')).sort(), [
    'liblingtune_kernels.so',
    'libquiet.so',
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so.2',
    'tfjs_binding.node',
  ]);
  assert.deepEqual(readdirSync(dirname(build.folder)).length, 1);
});

test('installTensorflow(build) does nothing where the build is whole', async (t) => {
  const { build, tools, calls } = standInTools(temporaryFolder(t));
  await installTensorflow(build, tools);
  calls();
  assert.equal(await installTensorflow(build, tools), false);
  assert.deepEqual(calls(), []);
});

const DAMAGES: readonly [name: string, damage: (build: TensorflowBuild) => void][] = [
  ['has lost its mark', ({ folder }) => rmSync(join(folder, 'complete.txt'))],
  ['has lost a library', ({ folder }) => rmSync(join(folder, 'tensorflow', 'libtensorflow_cc.so.2'))],
  ['has a longer binding', (build) => appendFileSync(bindingPath(build), '!')],
  ['has a newer binding', (build) => utimesSync(bindingPath(build), 1, 1)],
  ['has a file too many', ({ folder }) => writeFileSync(join(folder, 'tensorflow', 'libm.so.6'), '')],
  [
    'is an empty folder',
    ({ folder }) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    },
  ],
];

for (const [name, damage] of DAMAGES) {
  test(`installTensorflow(build) makes a build again that ${name}`, async (t) => {
    const { build, tools, calls } = standInTools(temporaryFolder(t));
    await installTensorflow(build, tools);
    damage(build);
    calls();
    assert.equal(isWhole(build), false);
    assert.equal(await installTensorflow(build, tools), true);
    assert.deepEqual(calls(), ALL_CALLS);
    assert.equal(isWhole(build), true);
    assert.equal(readdirSync(dirname(build.folder)).length, 1);
  });
}

const FAILURES: readonly [call: string, message: RegExp][] = [
  ['pip tensorflow-cpu==2.21.0', /python: ERROR: it broke$/],
  ['unpack', /python: ERROR: it broke$/],
  ['compile liblingtune_kernels.so', /compiler: ERROR: it broke$/],
  ['compile tfjs_binding.node', /compiler: ERROR: it broke$/],
  ['try', /node: ERROR: it broke$/],
];

for (const [call, message] of FAILURES) {
  test(`installTensorflow(build) says what broke in '${call}' and leaves nothing but what was downloaded whole`, async (t) => {
    const { build, tools } = standInTools(temporaryFolder(t));
    process.env.BREAKS = call;
    t.after(() => delete process.env.BREAKS);
    await assert.rejects(installTensorflow(build, tools), { name: 'Error', message });
    assert.deepEqual(readdirSync(dirname(build.folder)), ['downloads']);
    assert.equal(
      readdirSync(join(dirname(build.folder), 'downloads')).length,
      call.startsWith('pip') ? 0 : 1,
    );
  });
}

test('installTensorflow(build) refuses a wheel with another sum', async (t) => {
  const { build, tools } = standInTools(temporaryFolder(t));
  const other = { ...build, wheel: { ...build.wheel, sha256: 'f00' } };
  await assert.rejects(installTensorflow(other, tools), {
    message: `fetchWheel: a.whl must have the SHA-256 sum f00, got ${build.wheel.sha256}`,
  });
  assert.equal(isWhole(build), false);
});

test('installTensorflow(build, { signal }) stops and leaves nothing behind', async (t) => {
  const { build, tools } = standInTools(temporaryFolder(t));
  process.env.LASTS = '10000';
  t.after(() => delete process.env.LASTS);
  const stop = new AbortController();
  const onProgress = (): void => stop.abort();
  await assert.rejects(installTensorflow(build, { ...tools, signal: stop.signal, onProgress }), {
    name: 'AbortError',
  });
  assert.deepEqual(readdirSync(dirname(build.folder)), ['downloads']);
});

test('installTensorflow(build) twice at once leaves one whole build', async (t) => {
  const { build, tools } = standInTools(temporaryFolder(t));
  process.env.LASTS = '20';
  t.after(() => delete process.env.LASTS);
  await Promise.all([1, 2, 3].map(() => installTensorflow(build, tools)));
  assert.equal(isWhole(build), true);
  assert.equal(readdirSync(dirname(build.folder)).length, 1);
});

test('installTensorflow(build) removes what killed runs left, not what runs now', async (t) => {
  const { build, tools } = standInTools(temporaryFolder(t));
  const [old, fresh] = [`${build.folder}.1-a.tmp`, `${build.folder}.2-b.tmp`];
  for (const folder of [old, fresh]) mkdirSync(folder, { recursive: true });
  const minutesAgo = Date.now() / 1000 - 2 * 60;
  utimesSync(old, minutesAgo, minutesAgo);
  await installTensorflow(build, tools);
  const left = readdirSync(dirname(build.folder)).map((name) => join(dirname(build.folder), name));
  assert.deepEqual(left.sort(), [build.folder, fresh]);
});

test("installTensorflow(GPU's build) fetches NVIDIA's libraries too", async (t) => {
  const { build, tools, calls } = standInTools(temporaryFolder(t));
  const cuda = { requirement: 'nvidia-cublas-cu12==1.0', sha256: build.wheel.sha256 };
  await installTensorflow({ ...build, cudaWheels: [cuda] }, tools);
  assert.deepEqual(calls().slice(0, 4), [
    'pip tensorflow-cpu==2.21.0',
    'unpack',
    'pip nvidia-cublas-cu12==1.0',
    'unpack',
  ]);
});

test('installTensorflow(build) does not fetch again what a run that broke had fetched whole', async (t) => {
  const { build, tools, calls } = standInTools(temporaryFolder(t));
  process.env.BREAKS = 'compile tfjs_binding.node';
  t.after(() => delete process.env.BREAKS);
  await assert.rejects(installTensorflow(build, tools));
  process.env.BREAKS = '';
  calls();
  assert.equal(await installTensorflow(build, tools), true);
  assert.deepEqual(
    calls(),
    ALL_CALLS.filter((call) => !call.startsWith('pip')),
  );
  assert.deepEqual(readdirSync(dirname(build.folder)), [basename(build.folder)]);
});

test('installTensorflow(build) fetches again what lies damaged among the downloads', async (t) => {
  const { build, tools, calls } = standInTools(temporaryFolder(t));
  const store = join(dirname(build.folder), 'downloads');
  mkdirSync(store, { recursive: true });
  writeFileSync(storedWheel(build.wheel, store), 'half a whe');
  assert.equal(await installTensorflow(build, tools), true);
  assert.deepEqual(calls(), ALL_CALLS);
});
