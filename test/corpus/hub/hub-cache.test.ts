import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fetchDatasetFile } from '../../../src/corpus/hub/fetch-dataset.js';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import type { ProgressReport } from '../../../src/records/long-work.js';
import { NO_DISK, smallDisk } from '../../small-disk.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { type FakeHub, fakeCommit, fakeSum, startFakeHub } from '../fake-hub.js';

const WEIGHTS = 'weights '.repeat(1000);
const FILES = { 'config.json': '{}', 'model.safetensors': WEIGHTS };
const SUM = fakeSum('model.safetensors', WEIGHTS);
const noLinks = process.platform === 'win32' ? 'Windows may refuse links' : false;

interface Attack {
  readonly hub: FakeHub;
  /** Folder of the repository in the cache. */
  readonly home: string;
  /** Somebody's folder outside of the cache, with one file that must stay. */
  readonly outside: string;
  readonly victim: string;
}

async function start(context: TestContext): Promise<Attack> {
  const hub = await startFakeHub(context, { 'models/org/small': FILES });
  const outside = temporaryFolder(context);
  const victim = join(outside, 'victim');
  writeFileSync(victim, 'precious');
  return { hub, home: join(hub.cache, 'models--org--small'), outside, victim };
}

function assertUntouched({ outside, victim }: Attack): void {
  assert.deepEqual(readdirSync(outside), ['victim']);
  assert.equal(readFileSync(victim, 'utf8'), 'precious');
}

const beginnings: readonly (readonly [string, (attack: Attack, path: string) => void])[] = [
  ['a link to a file', ({ victim }, path) => symlinkSync(victim, path)],
  ['a link to a file that is not there', ({ outside }, path) => symlinkSync(join(outside, 'new'), path)],
  ['a link to a folder', ({ outside }, path) => symlinkSync(outside, path)],
  ['a link to a device', (_, path) => symlinkSync('/dev/full', path)],
  ['another name of a file', ({ victim }, path) => linkSync(victim, path)],
  ['a pipe', (_, path) => assert.equal(spawnSync('mkfifo', [path]).status, 0)],
];
for (const [name, make] of beginnings) {
  test(`fetchModel(name) does not write through a beginning that is ${name}`, {
    skip: noLinks,
  }, async (context) => {
    const attack = await start(context);
    mkdirSync(join(attack.home, 'blobs'), { recursive: true });
    make(attack, join(attack.home, 'blobs', `${SUM}.incomplete`));
    const folder = await fetchModel('org/small', attack.hub.options);
    assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
    assert.ok(lstatSync(join(attack.home, 'blobs', SUM)).isFile());
    assertUntouched(attack);
  });
}

test('fetchModel(name) starts anew instead of going on with a beginning of another user', {
  skip: process.getuid?.() === 0 ? false : 'files of other users can be made by root alone',
}, async (context) => {
  const { hub, home } = await start(context);
  mkdirSync(join(home, 'blobs'), { recursive: true });
  const left = join(home, 'blobs', `${SUM}.incomplete`);
  writeFileSync(left, WEIGHTS.slice(0, 800));
  lchownSync(left, 65_534, 65_534);
  const folder = await fetchModel('org/small', hub.options);
  assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
  assert.equal(lstatSync(join(home, 'blobs', SUM)).uid, 0);
  assert.ok(hub.requests.every(({ range }) => range === null));
});

const commit = fakeCommit('main');
for (const path of ['blobs', 'refs', 'snapshots', join('snapshots', commit)]) {
  test(`fetchModel(name) throws where ${path.slice(0, 12)} in the cache is a link to elsewhere`, {
    skip: noLinks,
  }, async (context) => {
    const attack = await start(context);
    const link = join(attack.home, path);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(attack.outside, link);
    await assert.rejects(fetchModel('org/small', attack.hub.options), {
      name: 'HubError',
      failure: 'cache',
      message: `makeCacheFolder: ${link} must be a folder of the cache itself, got a link to elsewhere; remove it, or choose another cache by HF_HUB_CACHE`,
    });
    assertUntouched(attack);
  });
}

test('fetchDatasetFile(name, path) throws where a folder in a snapshot is a link to elsewhere', {
  skip: noLinks,
}, async (context) => {
  const { outside, victim } = await start(context);
  const hub = await startFakeHub(context, { 'datasets/org/own': { 'data/et/train.bin': 'rows' } });
  const snapshot = join(hub.cache, 'datasets--org--own', 'snapshots', commit);
  mkdirSync(snapshot, { recursive: true });
  symlinkSync(outside, join(snapshot, 'data'));
  await assert.rejects(fetchDatasetFile('org/own', 'data/et/train.bin', hub.options), {
    failure: 'cache',
    message: /\/data must be a folder of the cache itself, got a link to elsewhere/,
  });
  assert.equal(readFileSync(victim, 'utf8'), 'precious');
  assert.deepEqual(readdirSync(outside), ['victim']);
});

test('fetchModel(name) replaces notes, names and blobs that are links and does not follow them', {
  skip: noLinks,
}, async (context) => {
  const attack = await start(context);
  const { hub, home, victim } = attack;
  for (const path of [join('refs', 'main'), join('snapshots', commit, 'config.json'), join('blobs', SUM)]) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    symlinkSync(victim, join(home, path));
  }
  const folder = await fetchModel('org/small', hub.options);
  assert.equal(readFileSync(join(home, 'refs', 'main'), 'utf8'), commit);
  assert.equal(readFileSync(join(folder, 'config.json'), 'utf8'), '{}');
  assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
  assertUntouched(attack);
});

test('fetchModel(name) does without a lock that leads elsewhere', { skip: noLinks }, async (context) => {
  const attack = await start(context);
  mkdirSync(attack.hub.cache, { recursive: true });
  symlinkSync(attack.outside, join(attack.hub.cache, '.locks'));
  await fetchModel('org/small', attack.hub.options);
  assertUntouched(attack);
  rmSync(join(attack.hub.cache, '.locks'));
  rmSync(attack.home, { recursive: true });
  const lock = join(attack.hub.cache, '.locks', 'models--org--small', `${SUM}.lock`);
  mkdirSync(dirname(lock), { recursive: true });
  symlinkSync(join(attack.outside, 'new'), lock);
  const folder = await fetchModel('org/small', attack.hub.options);
  assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
  assertUntouched(attack);
});

test('fetchModel(name) follows a link of the user in place of the repository, of another user it does not', {
  skip: process.getuid?.() === 0 ? false : 'links of other users can be made by root alone',
}, async (context) => {
  const { hub, home, outside } = await start(context);
  mkdirSync(hub.cache, { recursive: true });
  mkdirSync(join(outside, 'moved'));
  symlinkSync(join(outside, 'moved'), home);
  await fetchModel('org/small', hub.options);
  assert.ok(existsSync(join(outside, 'moved', 'blobs', SUM)));
  lchownSync(home, 65_534, 65_534);
  await assert.rejects(fetchModel('org/small', hub.options), {
    failure: 'cache',
    message: `makeRepositoryFolder: ${home} must be a folder or a link of your own, got a link of the user 65534; remove it, or choose another cache by HF_HUB_CACHE`,
  });
});

for (const path of [
  '../config.json',
  '..',
  'a/../../config.json',
  '/etc/passwd',
  '..\\config.json',
  'C:\\..\\x',
  '\\\\host\\share\\x',
  'a//b',
  './config.json',
  'a\0b',
  'a\nb',
  'a\ud800b',
  '\u001b]0;title\u0007',
  '',
]) {
  test(`fetchModel(name) throws for the listed path ${JSON.stringify(path)}`, async (context) => {
    const attack = await start(context);
    const entries = [{ type: 'file', path, size: 1, oid: 'a'.repeat(40) }];
    attack.hub.faults.push({ at: '/tree/', body: JSON.stringify(entries) });
    await assert.rejects(fetchModel('org/small', attack.hub.options), (error: unknown) => {
      assert.match(
        String(error),
        /^HubError: openSnapshot: a listed path must stay inside of its repository, got "/,
      );
      assert.doesNotMatch(String(error), /\p{Cc}/u);
      return true;
    });
    assert.equal(existsSync(attack.hub.cache), false);
    assertUntouched(attack);
  });
}

test('fetchModel(name) fetches anew what is in the cache in another length', async (context) => {
  const { hub, home } = await start(context);
  const folder = await fetchModel('org/small', hub.options);
  truncateSync(join(home, 'blobs', SUM), 100);
  writeFileSync(join(home, 'blobs', fakeSum('config.json', '{}')), '{"longer":true}');
  await fetchModel('org/small', hub.options);
  assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
  assert.equal(readFileSync(join(folder, 'config.json'), 'utf8'), '{}');
});

test('fetchModel(name, { onProgress }) throws where the cache is cleared while it fetches', async (context) => {
  const { hub, home } = await start(context);
  const onProgress = ({ label }: ProgressReport): void => {
    if (label.endsWith('.safetensors')) rmSync(home, { recursive: true, force: true });
  };
  await assert.rejects(fetchModel('org/small', { ...hub.options, onProgress }), {
    name: 'HubError',
    failure: 'cache',
  });
  let isCleared = false;
  const clearOnce = ({ label }: ProgressReport): void => {
    if (isCleared || !label.endsWith('.safetensors')) return;
    isCleared = true;
    rmSync(home, { recursive: true });
  };
  const snapshot = join(home, 'snapshots', commit);
  await assert.rejects(fetchModel('org/small', { ...hub.options, onProgress: clearOnce }), {
    failure: 'cache',
    message: `openSnapshot: ${snapshot} must keep what is fetched, got no config.json any more; try again`,
  });
  assert.equal(existsSync(join(home, 'refs')), false);
  assert.equal(await fetchModel('org/small', hub.options), snapshot);
});

test('fetchModel(name) uses a cache that cannot be written as long as it is whole', async (context) => {
  const { hub } = await start(context);
  const disk = smallDisk(context, 'size=1m');
  if (disk === null) return context.skip(NO_DISK);
  const environment = { ...hub.options.environment, HF_HUB_CACHE: disk.folder };
  const options = { ...hub.options, environment };
  const folder = await fetchModel('org/small', options);
  disk.resize('ro');
  assert.equal(await fetchModel('org/small', options), folder);
  disk.resize('rw');
  rmSync(join(folder, 'config.json'));
  rmSync(join(disk.folder, 'models--org--small', 'blobs', fakeSum('config.json', '{}')));
  disk.resize('ro');
  await assert.rejects(fetchModel('org/small', options), {
    name: 'HubError',
    failure: 'cache',
    message:
      /^openSnapshot: \S+ must be a folder that can be written, got EROFS: .+; HF_HUB_CACHE chooses another cache, HF_HUB_OFFLINE=1 uses what this one holds$/,
  });
});

test('fetchModel(name) throws where the cache may not be written, or is a file', async (context) => {
  const { hub, outside, victim } = await start(context);
  const at = (cache: string) => ({
    ...hub.options,
    environment: { ...hub.options.environment, HF_HUB_CACHE: cache },
  });
  await assert.rejects(fetchModel('org/small', at(victim)), {
    failure: 'cache',
    message: /victim must be a folder that can be written, got EEXIST: /,
  });
  if (process.getuid?.() === 0 || noLinks !== false) return;
  chmodSync(outside, 0o500);
  try {
    await assert.rejects(fetchModel('org/small', at(join(outside, 'cache'))), {
      failure: 'cache',
      message: /must be a folder that can be written, got EACCES: /,
    });
  } finally {
    chmodSync(outside, 0o700);
  }
});

for (const name of ['with blanks', 'ünïcode ☃ 语言', 'quo\'te "and" $HOME `x` ; #', 'new\nline', '-n']) {
  test(`fetchModel(name) uses a cache called ${JSON.stringify(name)}`, { skip: noLinks }, async (context) => {
    const { hub } = await start(context);
    const environment = { ...hub.options.environment, HF_HUB_CACHE: join(temporaryFolder(context), name) };
    const folder = await fetchModel('org/small', { ...hub.options, environment });
    assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), WEIGHTS);
  });
}
