import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fetchModel } from '../../../src/corpus/hub/fetch-model.js';
import { isWhole, placeBlob } from '../../../src/corpus/hub/place-blob.js';
import { NO_DISK, smallDisk } from '../../small-disk.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { fakeCommit, fakeSum, startFakeHub } from '../fake-hub.js';
import { HUB_PYTHON, NO_HUB_PYTHON } from './hub-python.js';

const FILES = { 'config.json': '{}', 'tokenizer.json': '{"a":1}', 'model.safetensors': 'weights' };
const REPOSITORIES = {
  'models/org/small': FILES,
  'models/org/small@v2': { ...FILES, 'config.json': '{"b":2}' },
};

/** Makes the file system refuse links, as many do. */
function refuseLinks(context: TestContext, code: string): void {
  context.mock.method(promises, 'symlink', async () => {
    throw Object.assign(new Error(`${code}: no links here, symlink`), { code, syscall: 'symlink' });
  });
  syncBuiltinESMExports();
  context.after(() => {
    context.mock.restoreAll();
    syncBuiltinESMExports();
  });
}

// FAT and Windows' rights, SMB, FUSE, Windows, odd ones.
for (const code of ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EINVAL', 'EIO', 'UNKNOWN']) {
  test(`fetchModel(name) puts plain files into a cache where links end with ${code}`, async (context) => {
    const hub = await startFakeHub(context, REPOSITORIES);
    refuseLinks(context, code);
    const folder = await fetchModel('org/small', hub.options);
    const home = join(hub.cache, 'models--org--small');
    assert.equal(folder, join(home, 'snapshots', fakeCommit('main')));
    for (const [path, content] of Object.entries(FILES)) {
      assert.ok(lstatSync(join(folder, path)).isFile(), path);
      assert.equal(readFileSync(join(folder, path), 'utf8'), content);
    }
    // As in Python: the files themselves are there, so that nothing is there twice.
    assert.deepEqual(readdirSync(join(home, 'blobs')), []);
    const before = hub.requests.length;
    assert.equal(await fetchModel('org/small', hub.options), folder);
    assert.equal(hub.requests.length, before + 2);
    const other = await fetchModel('org/small', { ...hub.options, revision: 'v2' });
    assert.equal(readFileSync(join(other, 'config.json'), 'utf8'), '{"b":2}');
    assert.equal(readFileSync(join(folder, 'config.json'), 'utf8'), '{}');
    const offline = { ...hub.options, environment: { ...hub.options.environment, HF_HUB_OFFLINE: '1' } };
    assert.equal(await fetchModel('org/small', offline), folder);
  });
}

test('fetchModel(name) puts plain files where links can be made but not followed', async (context) => {
  const hub = await startFakeHub(context, REPOSITORIES);
  const disk = smallDisk(context, 'size=1m,nosymfollow');
  if (disk === null) return context.skip(NO_DISK);
  const environment = { ...hub.options.environment, HF_HUB_CACHE: disk.folder };
  const folder = await fetchModel('org/small', { ...hub.options, environment });
  assert.ok(lstatSync(join(folder, 'model.safetensors')).isFile());
  assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), 'weights');
});

test('fetchModel(name) copies a blob that is there already where there are no links', async (context) => {
  const hub = await startFakeHub(context, REPOSITORIES);
  await fetchModel('org/small', hub.options);
  refuseLinks(context, 'EPERM');
  const folder = await fetchModel('org/small', { ...hub.options, revision: 'v2' });
  assert.ok(lstatSync(join(folder, 'model.safetensors')).isFile());
  assert.equal(readFileSync(join(folder, 'model.safetensors'), 'utf8'), 'weights');
  const blobs = readdirSync(join(hub.cache, 'models--org--small', 'blobs')).sort();
  assert.deepEqual(
    blobs,
    Object.entries(FILES)
      .map(([path, content]) => fakeSum(path, content))
      .sort(),
  );
});

test('fetchModel(name) puts plain files where HF_HUB_DISABLE_SYMLINKS is set', async (context) => {
  const hub = await startFakeHub(context, REPOSITORIES);
  const environment = { ...hub.options.environment, HF_HUB_DISABLE_SYMLINKS: '1' };
  const folder = await fetchModel('org/small', { ...hub.options, environment });
  assert.deepEqual(
    readdirSync(folder).map((name) => lstatSync(join(folder, name)).isFile()),
    [true, true, true],
  );
});

test('fetchModel(name) leaves plain files in which Python finds the model offline', {
  skip: NO_HUB_PYTHON,
}, async (context) => {
  const hub = await startFakeHub(context, REPOSITORIES);
  refuseLinks(context, 'ENOTSUP');
  const folder = await fetchModel('org/small', hub.options);
  const program = [
    'from huggingface_hub import hf_hub_download, scan_cache_dir',
    'print(hf_hub_download("org/small", "model.safetensors"))',
    'info = scan_cache_dir()',
    'print(len(info.warnings), *(f"{repo.repo_id} {repo.size_on_disk}" for repo in info.repos))',
  ].join('\n');
  const environment = { ...process.env, ...hub.options.environment, HF_HUB_OFFLINE: '1' };
  const out = execFileSync(HUB_PYTHON ?? '', ['-c', program], { encoding: 'utf8', env: environment });
  assert.deepEqual(out.trim().split('\n'), [join(folder, 'model.safetensors'), '0 org/small 16']);
});

test('placeBlob(blob, { isNew: false }) leaves the blob and nothing beside it where a copy fails', async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'blobs'));
  const blob = join(folder, 'blobs', 'b');
  writeFileSync(blob, 'content');
  const place = { blob, path: join(folder, 'missing', 'name'), size: 7, isNew: false, hasLinks: false };
  await assert.rejects(placeBlob(place), { code: 'ENOENT' });
  assert.deepEqual(readdirSync(join(folder, 'blobs')), ['b']);
});

test('isWhole(path, size) is false for another length, another kind, and nothing', (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'file'), 'four');
  assert.equal(isWhole(join(folder, 'file'), 4), true);
  assert.equal(isWhole(join(folder, 'file'), 5), false);
  assert.equal(isWhole(folder, lstatSync(folder).size), false);
  assert.equal(isWhole(join(folder, 'none'), 4), false);
  assert.equal(isWhole(join(folder, 'file', 'below'), 4), false);
});
