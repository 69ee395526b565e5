import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  fetchDatasetFile,
  listDatasetFiles,
  PARQUET_REVISION,
} from '../../../src/corpus/hub/fetch-dataset.js';
import { fakeCommit, startFakeHub } from '../fake-hub.js';

const REPOSITORIES = {
  'datasets/org/own': { 'README.md': '# Own', 'data/ä b.json.gz': 'packed' },
  [`datasets/org/own@${PARQUET_REVISION}`]: { 'et/train/0000.parquet': 'PAR1' },
};

test('fetchDatasetFile(name, path) fetches one file into the cache', async (context) => {
  const hub = await startFakeHub(context, REPOSITORIES);
  const path = await fetchDatasetFile('org/own', 'data/ä b.json.gz', hub.options);
  const snapshots = join(hub.cache, 'datasets--org--own', 'snapshots');
  assert.equal(path, join(snapshots, fakeCommit('main'), 'data', 'ä b.json.gz'));
  assert.equal(readFileSync(path, 'utf8'), 'packed');
});

test('fetchDatasetFile(name, path, { revision }) fetches what the hub converted', async (context) => {
  const hub = await startFakeHub(context, REPOSITORIES);
  const options = { ...hub.options, revision: PARQUET_REVISION };
  assert.deepEqual(await listDatasetFiles('org/own', options), ['et/train/0000.parquet']);
  assert.equal(
    readFileSync(await fetchDatasetFile('org/own', 'et/train/0000.parquet', options), 'utf8'),
    'PAR1',
  );
  const note = join(hub.cache, 'datasets--org--own', 'refs', 'refs', 'convert', 'parquet');
  assert.equal(readFileSync(note, 'utf8'), fakeCommit(PARQUET_REVISION));
});

test('listDatasetFiles(name) lists the hub, and offline what the cache holds', async (context) => {
  const hub = await startFakeHub(context, REPOSITORIES);
  assert.deepEqual(await listDatasetFiles('org/own', hub.options), ['README.md', 'data/ä b.json.gz']);
  await fetchDatasetFile('org/own', 'data/ä b.json.gz', hub.options);
  const offline = { ...hub.options, environment: { ...hub.options.environment, HF_HUB_OFFLINE: '1' } };
  assert.deepEqual(await listDatasetFiles('org/own', offline), ['data/ä b.json.gz']);
  await assert.rejects(fetchDatasetFile('org/own', 'README.md', offline), {
    failure: 'no-file',
    message: `fetchDatasetFile: dataset org/own (offline, in the cache ${hub.cache}) must have README.md, got none`,
  });
});

test('fetchDatasetFile(name, path) throws for a file that is not listed', async (context) => {
  const hub = await startFakeHub(context, REPOSITORIES);
  await assert.rejects(fetchDatasetFile('org/own', 'data/th.json.gz', hub.options), {
    failure: 'no-file',
    message: 'fetchDatasetFile: dataset org/own must have data/th.json.gz, got none',
  });
});
