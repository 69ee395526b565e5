import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { dataFile } from '../../../src/base/files/data-file.js';
import { fetchAdapter, fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import type { HubOptions } from '../../../src/corpus/hub/snapshot.js';
import type { ProgressReport } from '../../../src/records/long-work.js';
import { NO_DISK, smallDisk } from '../../small-disk.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { type FakeHub, type Fault, fakeCommit, fakeSum, startFakeHub } from '../fake-hub.js';
import { HUB_PYTHON, NO_HUB_PYTHON } from './hub-python.js';

const WEIGHTS = 'weights '.repeat(1000);
const FILES = {
  'README.md': '# Small',
  'config.json': '{"model_type":"bloom"}',
  'tokenizer.json': '{}',
  'model.safetensors': WEIGHTS,
  'pytorch_model.bin': 'pickled',
};
const REPOSITORIES = { 'models/org/small': FILES, 'models/org/small@v2': { ...FILES, 'config.json': '{}' } };
const WANTED = ['config.json', 'model.safetensors', 'tokenizer.json'];
const WEIGHTS_SUM = fakeSum('model.safetensors', WEIGHTS);

const start = (context: TestContext): Promise<FakeHub> => startFakeHub(context, REPOSITORIES);
const repositoryOf = (hub: FakeHub): string => join(hub.cache, 'models--org--small');
const blobsOf = (hub: FakeHub): string[] => readdirSync(join(repositoryOf(hub), 'blobs')).sort();
const weightRanges = (hub: FakeHub): (string | null)[] =>
  hub.requests.filter(({ address }) => address.includes('/store/')).map(({ range }) => range);

test('fetchModel(folder) gives a local folder back', async (context) => {
  const folder = temporaryFolder(context);
  assert.equal(await fetchModel(folder), folder);
});

test('fetchModel(name) fetches what a model needs into the layout of the hub cache', async (context) => {
  const hub = await start(context);
  const folder = await fetchModel('org/small', hub.options);
  assert.equal(folder, join(repositoryOf(hub), 'snapshots', fakeCommit('main')));
  assert.deepEqual(readdirSync(folder).sort(), WANTED);
  for (const path of WANTED) {
    const content = FILES[path as keyof typeof FILES];
    assert.equal(readFileSync(join(folder, path), 'utf8'), content);
    assert.ok(lstatSync(join(folder, path)).isSymbolicLink());
    assert.equal(readlinkSync(join(folder, path)), join('..', '..', 'blobs', fakeSum(path, content)));
  }
  assert.equal(readFileSync(join(repositoryOf(hub), 'refs', 'main'), 'utf8'), fakeCommit('main'));
  assert.deepEqual(hub.waits, []);
});

test('fetchModel(name) fetches nothing twice', async (context) => {
  const hub = await start(context);
  await fetchModel('org/small', hub.options);
  const before = hub.requests.length;
  await fetchModel('org/small', hub.options);
  const asked = hub.requests.slice(before).map(({ address }) => address.split('?')[0]);
  assert.deepEqual(asked, [
    '/api/models/org/small/revision/main',
    `/api/models/org/small/tree/${fakeCommit('main')}`,
  ]);
});

test('fetchModel(name, { revision }) keeps several commits beside each other and shares their blobs', async (context) => {
  const hub = await start(context);
  await fetchModel('org/small', hub.options);
  const folder = await fetchModel('org/small', { ...hub.options, revision: 'v2' });
  assert.equal(readFileSync(join(folder, 'config.json'), 'utf8'), '{}');
  assert.equal(weightRanges(hub).length, 1);
  const byCommit = await fetchModel('org/small', { ...hub.options, revision: fakeCommit('v2') });
  assert.equal(byCommit, folder);
  assert.deepEqual(readdirSync(join(repositoryOf(hub), 'refs')).sort(), ['main', 'v2']);
});

test("fetchModel(name, { onProgress }) counts bytes up to each file's size", async (context) => {
  const hub = await start(context);
  const reports: ProgressReport[] = [];
  await fetchModel('org/small', { ...hub.options, onProgress: (report) => reports.push(report) });
  const last = reports.filter(({ label }) => label === 'download model.safetensors').at(-1);
  assert.deepEqual(last, { label: 'download model.safetensors', done: 8000, total: 8000, unit: 'bytes' });
});

test('fetchModel(name) sends the token to the hub and to nobody else', async (context) => {
  const hub = await start(context);
  writeFileSync(join(hub.options.environment.HF_HOME ?? '', 'token'), 'hf_secret\n');
  await fetchModel('org/small', hub.options);
  for (const { address, token } of hub.requests) {
    assert.equal(token, address.includes('/store/') ? null : 'Bearer hf_secret', address);
  }
});

const cuts: readonly [string, readonly Fault[], readonly (string | null)[]][] = [
  ['goes on where a connection was cut', [{ at: '/store/', cutAfter: 3000 }], [null, 'bytes=3000-']],
  [
    'goes on after any number of cuts as long as it moves',
    Array.from({ length: 7 }, () => ({ at: '/store/', cutAfter: 1000 })),
    [null, ...Array.from({ length: 7 }, (_, index) => `bytes=${1000 * (index + 1)}-`)],
  ],
  [
    'starts again where the store sends all in spite of a range',
    [
      { at: '/store/', cutAfter: 3000 },
      { at: '/store/', ignoresRange: true },
    ],
    [null, 'bytes=3000-'],
  ],
];
for (const [name, faults, ranges] of cuts) {
  test(`fetchModel(name) ${name}`, async (context) => {
    const hub = await start(context);
    hub.faults.push(...faults);
    const folder = await fetchModel('org/small', hub.options);
    assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
    assert.deepEqual(weightRanges(hub), ranges);
    assert.deepEqual(
      blobsOf(hub).filter((blob) => blob.endsWith('.incomplete')),
      [],
    );
  });
}

for (const [name, left, range] of [
  ['goes on with the beginning', WEIGHTS.slice(0, 5000), 'bytes=5000-'],
  ['does not trust more than the whole', `${WEIGHTS}more`, null],
] as const) {
  test(`fetchModel(name) ${name} that an earlier process left`, async (context) => {
    const hub = await start(context);
    mkdirSync(join(repositoryOf(hub), 'blobs'), { recursive: true });
    writeFileSync(join(repositoryOf(hub), 'blobs', `${WEIGHTS_SUM}.incomplete`), left);
    const folder = await fetchModel('org/small', hub.options);
    assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
    assert.deepEqual(weightRanges(hub), [range]);
  });
}

test('fetchModel(name, { signal }) stops at once, keeps the beginning and leaves no name', async (context) => {
  const hub = await start(context);
  const controller = new AbortController();
  const reason = new Error('stopped by the user');
  hub.faults.push({ at: '/store/', cutAfter: 2000 });
  const onProgress = ({ label }: ProgressReport): void => {
    if (label.endsWith('safetensors')) controller.abort(reason);
  };
  await assert.rejects(
    fetchModel('org/small', { ...hub.options, signal: controller.signal, onProgress }),
    reason,
  );
  assert.ok(blobsOf(hub).includes(`${WEIGHTS_SUM}.incomplete`));
  assert.equal(existsSync(join(repositoryOf(hub), 'refs')), false);
  assert.equal(
    existsSync(join(repositoryOf(hub), 'snapshots', fakeCommit('main'), 'model.safetensors')),
    false,
  );
});

test('fetchModel(name) tries 429 and 5xx again, after the time that the hub asks for', async (context) => {
  const hub = await start(context);
  hub.faults.push(
    { at: '/revision/', status: 429, headers: { 'retry-after': '7' } },
    { at: '/revision/', status: 503 },
    { at: '/revision/', status: 500, headers: { 'retry-after': new Date(0).toUTCString() } },
    { at: '/store/', status: 502 },
  );
  await fetchModel('org/small', hub.options);
  assert.deepEqual(hub.waits, [7000, 2000, 0, 1000]);
});

const many = (fault: Fault): Fault[] => Array.from({ length: 5 }, () => fault);
const refusals: readonly [string, readonly Fault[], RegExp, string, Record<string, string>?][] = [
  [
    'a hub that asks for patience again and again',
    many({ at: '/revision/', status: 429 }),
    /^hubFetch: http:\S+ must take requests again, got 429; try again later$/,
    'too-many-requests',
  ],
  [
    'a hub that asks for an hour',
    [{ at: '/revision/', status: 429, headers: { 'retry-after': '3600' } }],
    /got 429/,
    'too-many-requests',
  ],
  [
    'a hub that fails',
    many({ at: '/revision/', status: 500 }),
    /must answer about model org\/small, got 500$/,
    'server',
  ],
  [
    'a hub that answers no JSON',
    [{ at: '/revision/', body: '<html>' }],
    /^openSnapshot: .* must list model org\/small as a hub does, got /,
    'server',
  ],
  [
    'a commit that is none',
    [{ at: '/revision/', body: '{"sha":"../../x"}' }],
    /^openSnapshot: the commit of model org\/small must be 40 hexadecimal digits, got "..\/..\/x"$/,
    'damaged',
  ],
  [
    'a path that leaves the repository',
    [{ at: '/tree/', body: '[{"type":"file","path":"a/../../config.json","size":1}]' }],
    /^openSnapshot: a listed path must stay inside of its repository, got "a\/..\/..\/config.json"$/,
    'damaged',
  ],
  [
    'a checksum that is a path',
    [
      {
        at: '/tree/',
        body: '[{"type":"file","path":"config.json","size":1,"oid":"../x"},{"type":"file","path":"model.safetensors","size":1}]',
      },
    ],
    /^openSnapshot: config.json must be listed with its checksum and size, got "..\/x, 1"$/,
    'damaged',
  ],
  [
    'gated terms, without a token',
    [{ at: '/resolve/', status: 401, headers: { 'x-error-code': 'GatedRepo' } }],
    /^hubFetch: access to model org\/small must be granted, got 401; accept its terms at http:\S+\/org\/small and set HF_TOKEN to a token of the account$/,
    'no-access',
  ],
  [
    'gated terms, with a token',
    [{ at: '/resolve/', status: 403 }],
    /got 403; accept its terms at http:\S+\/org\/small with the account of HF_TOKEN$/,
    'no-access',
    { HF_TOKEN: 'hf_x' },
  ],
  [
    'a refused token',
    [
      {
        at: '/revision/',
        status: 401,
        headers: { 'x-error-message': 'Invalid credentials in Authorization header' },
      },
    ],
    /^hubFetch: HF_TOKEN must be a valid token of http:\S+, got one refused$/,
    'token-refused',
    { HF_TOKEN: 'hf_x' },
  ],
  [
    'a private repository of others',
    [{ at: '/revision/', status: 404 }],
    /got 404; check the spelling, and that the account of HF_TOKEN may read it$/,
    'no-repository',
    { HF_TOKEN: 'hf_x' },
  ],
  [
    'a file that went away meanwhile',
    [{ at: '/resolve/', status: 404, headers: { 'x-error-code': 'EntryNotFound' } }],
    /^hubFetch: model org\/small must have the file at main, got none$/,
    'no-file',
  ],
  [
    'a connection that is cut at the same place again and again',
    many({ at: '/store/', cutAfter: 0 }),
    /^downloadBlob: the connection to 127.0.0.1:\d+ must last, got .+; the next try goes on where this one stopped$/,
    'no-network',
  ],
  [
    'a file of another length',
    [{ at: '/store/', body: 'short' }],
    /^downloadBlob: http:\S+\/model.safetensors must have 8000 bytes, got 5$/,
    'damaged',
  ],
  [
    'a file of the right length with another checksum',
    [{ at: '/store/', body: 'x'.repeat(8000) }],
    new RegExp(`must have the checksum ${WEIGHTS_SUM} \\(sha256\\), got [0-9a-f]{64}$`),
    'damaged',
  ],
  [
    'a small file with another checksum',
    [{ at: '/resolve/', body: 'x'.repeat(FILES['config.json'].length) }],
    /\/config.json must have the checksum [0-9a-f]{40} \(git-sha1\), got [0-9a-f]{40}$/,
    'damaged',
  ],
];
for (const [name, faults, message, failure, environment] of refusals) {
  test(`fetchModel(name) throws for ${name}`, async (context) => {
    const hub = await start(context);
    hub.faults.push(...faults);
    const options: HubOptions = {
      ...hub.options,
      environment: { ...hub.options.environment, ...environment },
    };
    await assert.rejects(fetchModel('org/small', options), { name: 'HubError', failure, message });
    assert.equal(existsSync(join(repositoryOf(hub), 'refs', 'main')), false);
    if (existsSync(join(repositoryOf(hub), 'blobs'))) {
      assert.ok(!blobsOf(hub).includes(WEIGHTS_SUM), 'no damaged blob has a final name');
      if (failure === 'damaged') assert.ok(!blobsOf(hub).some((blob) => blob.endsWith('.incomplete')));
    }
  });
}

test('fetchModel(name) throws for a file that goes on past its length', async (context) => {
  const hub = await start(context);
  const fetch: typeof globalThis.fetch = async (input, init) =>
    String(input).includes('/resolve/') ? new Response('x'.repeat(100)) : globalThis.fetch(input, init);
  await assert.rejects(fetchModel('org/small', { ...hub.options, fetch }), {
    failure: 'damaged',
    message: /config.json must have 22 bytes, got 100 or more$/,
  });
});

test('fetchModel(name) goes on where an answer without a length ends early', async (context) => {
  const hub = await start(context);
  const fetch: typeof globalThis.fetch = async (input, init) =>
    String(input).includes('config.json') && new Headers(init?.headers).get('range') === null
      ? new Response('{"mo')
      : globalThis.fetch(input, init);
  const folder = await fetchModel('org/small', { ...hub.options, fetch });
  assert.equal(readFileSync(join(folder, 'config.json'), 'utf8'), FILES['config.json']);
});

test('fetchModel(name) throws for a beginning that is longer than what the store has', async (context) => {
  const hub = await start(context);
  mkdirSync(join(repositoryOf(hub), 'blobs'), { recursive: true });
  writeFileSync(join(repositoryOf(hub), 'blobs', `${WEIGHTS_SUM}.incomplete`), WEIGHTS.slice(0, 5000));
  hub.faults.push({ at: '/store/', status: 416 });
  await assert.rejects(fetchModel('org/small', hub.options), {
    message: /must have 8000 bytes, got at most 5000$/,
  });
});

test('fetchModel(name) throws for a full disk, and goes on once there is room', async (context) => {
  const hub = await start(context);
  const disk = smallDisk(context, 'size=12k');
  if (disk === null) return context.skip(NO_DISK);
  const options = { ...hub.options, environment: { ...hub.options.environment, HF_HUB_CACHE: disk.folder } };
  await assert.rejects(fetchModel('org/small', options), {
    failure: 'no-space',
    message: /^downloadBlob: \S+blobs must have room for 8000 bytes, got a full disk after 0$/,
  });
  disk.resize('size=1m');
  const folder = await fetchModel('org/small', options);
  assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
  assert.deepEqual(weightRanges(hub), [null, 'bytes=4096-']);
});

test('fetchModel(name) throws for a disk without room for a name', async (context) => {
  const hub = await start(context);
  const disk = smallDisk(context, 'nr_inodes=3');
  if (disk === null) return context.skip(NO_DISK);
  const options = { ...hub.options, environment: { ...hub.options.environment, HF_HUB_CACHE: disk.folder } };
  await assert.rejects(fetchModel('org/small', options), {
    failure: 'no-space',
    message: `openSnapshot: ${disk.folder} must have room for what is fetched, got a full disk`,
  });
});

test('fetchModel(name) throws where there is no network', async (context) => {
  const hub = await start(context);
  const environment = { ...hub.options.environment, HF_ENDPOINT: 'http://127.0.0.1:9' };
  await assert.rejects(fetchModel('org/small', { ...hub.options, environment }), {
    failure: 'no-network',
    message:
      'hubFetch: http://127.0.0.1:9 must be reachable, got bad port; HF_HUB_OFFLINE=1 uses what the cache holds',
  });
  assert.deepEqual(hub.waits, [1000, 2000, 4000, 8000]);
});

test('fetchModel(name) throws for a name, and a revision, that the hub does not have', async (context) => {
  const hub = await start(context);
  await assert.rejects(fetchModel('org/smal', hub.options), {
    failure: 'no-repository',
    message: `hubFetch: model org/smal must exist on ${hub.endpoint}, got 401; check the spelling, and set HF_TOKEN to a token that may read it where it is private`,
  });
  await assert.rejects(fetchModel('org/small', { ...hub.options, revision: 'v3' }), {
    failure: 'no-revision',
    message: 'hubFetch: model org/small must have the revision v3, got none',
  });
});

for (const name of ['', './missing', '/missing', 'a/b/c', 'org/..', '../x', 'org name/x']) {
  test(`fetchModel(${JSON.stringify(name)}) throws, as no folder and no name`, async () => {
    await assert.rejects(fetchModel(name, { environment: {} }), {
      name: 'RangeError',
      message: `openSnapshot: name must be org/name as the hub has it, or for a model a folder that exists, got ${JSON.stringify(name)}`,
    });
  });
}

for (const revision of ['', '../main', 'refs/../..', 'a//b', 'a b']) {
  test(`fetchModel(name, { revision: ${JSON.stringify(revision)} }) throws`, async () => {
    await assert.rejects(fetchModel('org/small', { environment: {}, revision }), {
      name: 'RangeError',
      message: `openSnapshot: revision must be a branch, tag or commit, got ${JSON.stringify(revision)}`,
    });
  });
}

test('fetchModel(name) uses the cache alone where HF_HUB_OFFLINE is set', async (context) => {
  const hub = await start(context);
  const folder = await fetchModel('org/small', hub.options);
  const before = hub.requests.length;
  const offline = { ...hub.options, environment: { ...hub.options.environment, HF_HUB_OFFLINE: 'yes' } };
  assert.equal(await fetchModel('org/small', offline), folder);
  assert.equal(await fetchModel('org/small', { ...offline, revision: fakeCommit('main') }), folder);
  assert.equal(hub.requests.length, before);
  await assert.rejects(fetchModel('org/small', { ...offline, revision: 'v2' }), {
    failure: 'offline',
    message: `openSnapshot: model org/small at v2 must be in the cache ${hub.cache} while HF_HUB_OFFLINE is set, got nothing there`,
  });
  rmSync(join(folder, 'model.safetensors'));
  await assert.rejects(fetchModel('org/small', offline), {
    message: `chooseModelFiles: model org/small (offline, in the cache ${hub.cache}) must hold model.safetensors, got config.json, tokenizer.json`,
  });
});

test('fetchAdapter(name) fetches the two files of a LoRA adapter', async (context) => {
  const adapter = { 'adapter_config.json': '{}', 'adapter_model.safetensors': 'low rank', 'README.md': '' };
  const hub = await startFakeHub(context, { 'models/org/lora': adapter });
  const folder = await fetchAdapter('org/lora', hub.options);
  assert.deepEqual(readdirSync(folder).sort(), ['adapter_config.json', 'adapter_model.safetensors']);
});

test('fetchModel(name) leaves a cache in which Python finds the model offline', {
  skip: NO_HUB_PYTHON,
}, async (context) => {
  const hub = await start(context);
  const folder = await fetchModel('org/small', hub.options);
  const program = [
    'from huggingface_hub import hf_hub_download, scan_cache_dir',
    'print(hf_hub_download("org/small", "model.safetensors"))',
    'info = scan_cache_dir()',
    'print(len(info.warnings), *(f"{repo.repo_id} {repo.size_on_disk}" for repo in info.repos))',
  ].join('\n');
  const environment = { ...process.env, ...hub.options.environment, HF_HUB_OFFLINE: '1' };
  const out = execFileSync(HUB_PYTHON ?? '', ['-c', program], { encoding: 'utf8', env: environment });
  assert.deepEqual(out.trim().split('\n'), [join(folder, 'model.safetensors'), '0 org/small 8024']);
});

test("fetchModel('pocket') is the folder of the model that ships", async () => {
  assert.equal(await fetchModel('pocket'), dataFile('pocket/model'));
});
