import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import type { ProgressReport } from '../../../src/records/long-work.js';
import { type FakeHub, fakeCommit, fakeSum, startFakeHub } from '../fake-hub.js';
import { HUB_PYTHON, NO_HUB_PYTHON } from './hub-python.js';

const PROGRAM = fileURLToPath(new URL('fetch-program.js', import.meta.url));
/** How often each race is run; a hundred times by hand. */
const ROUNDS = Number(process.env.LINGTUNE_RACES ?? 2);
const SHARDS = ['model_00001-of-00003.safetensors', 'model_00002-of-00003.safetensors', 'last.safetensors'];
const FILES: Readonly<Record<string, string>> = {
  'config.json': '{"model_type":"bloom"}',
  'tokenizer.json': '{"version":"1.0"}',
  'model.safetensors.index.json': JSON.stringify({
    weight_map: Object.fromEntries(SHARDS.map((shard, index) => [`tensor.${index}`, shard])),
  }),
  ...Object.fromEntries(SHARDS.map((shard, index) => [shard, `weights ${index} `.repeat(40_000 + index)])),
};
const noFlock =
  spawnSync('flock', ['--version']).error === undefined ? false : 'this system has no program flock';

/** Sends a large file in pieces, so that whoever fetches it at the same time meets the others. */
function slowly(request: IncomingMessage, response: ServerResponse): void {
  const path =
    decodeURIComponent(request.url ?? '')
      .split('/')
      .at(-1) ?? '';
  const content = Buffer.from(FILES[path] ?? '');
  const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(start > 0 ? 206 : 200, {
    'content-length': content.length - start,
    etag: `"${fakeSum(path, content)}"`,
    ...(start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
  });
  if (request.method === 'HEAD') return void response.end();
  let position = start;
  const timer = setInterval(() => {
    response.write(content.subarray(position, position + 65_536));
    position += 65_536;
    if (position < content.length) return;
    clearInterval(timer);
    response.end();
  }, 5);
  response.on('close', () => clearInterval(timer));
}

async function start(context: TestContext): Promise<FakeHub> {
  const hub = await startFakeHub(context, { 'models/org/small': FILES });
  hub.faults.push({ at: '/store/', isLasting: true, reply: slowly });
  return hub;
}

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

async function run(
  hub: FakeHub,
  environment: Readonly<Record<string, string>>,
  program = process.execPath,
  words: readonly string[] = [PROGRAM, 'org/small'],
): Promise<Outcome> {
  const child = spawn(program, words, {
    env: { ...process.env, ...hub.options.environment, ...environment },
  });
  const [[code], out, error] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, out: out.trim(), error };
}

/** Checks that the cache holds one whole copy, and nothing else. */
function assertWhole(hub: FakeHub, hasLinks: boolean): void {
  const home = join(hub.cache, 'models--org--small');
  const folder = join(home, 'snapshots', fakeCommit('main'));
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(FILES).sort());
  for (const [path, content] of Object.entries(FILES)) {
    assert.ok(readFileSync(join(folder, path), 'utf8') === content, path);
  }
  const sums = Object.entries(FILES).map(([path, content]) => fakeSum(path, content));
  const blobs = readdirSync(join(home, 'blobs')).sort();
  if (hasLinks) assert.deepEqual(blobs, sums.sort());
  else
    assert.deepEqual(
      blobs.filter((name) => name.endsWith('.incomplete')),
      [],
    );
}

const storeRequests = (hub: FakeHub): number =>
  hub.requests.filter(({ address }) => address.includes('/store/')).length;

const NO_PROGRAMS = { PATH: '/nowhere' };
const races: readonly (readonly [string, Readonly<Record<string, string>>, boolean])[] = [
  ['with locks', {}, true],
  ['without locks', NO_PROGRAMS, true],
  ['with locks, without links', { HF_HUB_DISABLE_SYMLINKS: '1' }, false],
  ['without locks and links', { ...NO_PROGRAMS, HF_HUB_DISABLE_SYMLINKS: '1' }, false],
];
for (const [name, environment, hasLinks] of races) {
  test(`fetchModel(name) gives three processes at once one whole copy, ${name}`, async (context) => {
    const hub = await start(context);
    for (let round = 0; round < ROUNDS; round++) {
      const outcomes = await Promise.all(Array.from({ length: 3 }, () => run(hub, environment)));
      const out = join(hub.cache, 'models--org--small', 'snapshots', fakeCommit('main'));
      assert.deepEqual(outcomes, Array(3).fill({ code: 0, out, error: '' }));
      assertWhole(hub, hasLinks);
      rmSync(hub.cache, { recursive: true });
    }
    if (noFlock === false && !('PATH' in environment)) {
      assert.equal(storeRequests(hub), ROUNDS * SHARDS.length, 'each large file was fetched once');
    }
  });
}

test('fetchModel(name) called three times at once in one process gives one whole copy', async (context) => {
  const hub = await start(context);
  const folders = await Promise.all(Array.from({ length: 3 }, () => fetchModel('org/small', hub.options)));
  assert.equal(new Set(folders).size, 1);
  assertWhole(hub, true);
});

for (const [name, environment] of [
  ['with locks', {}],
  ['without locks', NO_PROGRAMS],
] as const) {
  test(`fetchModel(name) and Python at once give one whole copy, ${name}`, {
    skip: NO_HUB_PYTHON,
  }, async (context) => {
    const hub = await start(context);
    const program = [
      'import sys',
      'from huggingface_hub import hf_hub_download',
      `for path in sys.argv[1:]: hf_hub_download("org/small", path, revision="${fakeCommit('main')}")`,
    ].join('\n');
    const words = ['-c', program, ...Object.keys(FILES).sort()];
    for (let round = 0; round < ROUNDS; round++) {
      const outcomes = await Promise.all([
        run(hub, environment),
        run(hub, { HF_HUB_DISABLE_XET: '1' }, HUB_PYTHON, words),
        run(hub, environment),
        run(hub, { HF_HUB_DISABLE_XET: '1' }, HUB_PYTHON, words),
      ]);
      assert.deepEqual(
        outcomes.map(({ code, error }) => (code === 0 ? '' : error)),
        ['', '', '', ''],
      );
      assertWhole(hub, true);
      rmSync(hub.cache, { recursive: true });
    }
  });
}

test('fetchModel(name) goes on after a process that was killed', { skip: noFlock }, async (context) => {
  const hub = await start(context);
  const environment = { ...process.env, ...hub.options.environment };
  const child = spawn(process.execPath, [PROGRAM, 'org/small'], { env: environment, stdio: 'ignore' });
  const blobs = join(hub.cache, 'models--org--small', 'blobs');
  const hasBegun = (): boolean =>
    existsSync(blobs) &&
    readdirSync(blobs).some(
      (name) => /^[0-9a-f]{64}\.incomplete$/.test(name) && statSync(join(blobs, name)).size > 0,
    );
  while (!hasBegun()) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGKILL');
  await once(child, 'close');
  const before = hub.requests.length;
  await fetchModel('org/small', hub.options);
  assertWhole(hub, true);
  const asked = hub.requests.slice(before).filter(({ address }) => address.includes('/store/'));
  assert.equal(asked.filter(({ range }) => range !== null).length, 1);
});

test('fetchModel(name, { onProgress, signal }) tells that it waits for another process, and can be stopped', {
  skip: noFlock,
}, async (context) => {
  const hub = await start(context);
  const sum = fakeSum(SHARDS[0] ?? '', FILES[SHARDS[0] ?? ''] ?? '');
  await fetchModel('org/small', hub.options);
  const home = join(hub.cache, 'models--org--small');
  const lock = join(hub.cache, '.locks', 'models--org--small', `${sum}.lock`);
  assert.ok(existsSync(lock));
  rmSync(home, { recursive: true });
  const holder = spawn('flock', [lock, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const controller = new AbortController();
  const reason = new Error('stopped by the user');
  const told: string[] = [];
  const onProgress = ({ label }: ProgressReport): void => {
    if (!label.startsWith('wait')) return;
    told.push(label);
    controller.abort(reason);
  };
  await assert.rejects(
    fetchModel('org/small', { ...hub.options, onProgress, signal: controller.signal }),
    reason,
  );
  assert.deepEqual(told, [`wait for another process to download ${[...SHARDS].sort()[1]}`]);
  holder.stdin.end();
  await once(holder, 'close');
  await fetchModel('org/small', hub.options);
  assertWhole(hub, true);
});
