import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type DocumentSource, readDocuments } from '../../../src/corpus/datasets/read-documents.js';
import { referenceFile } from '../../reference-file.js';
import { repositoryFile } from '../../repository.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { type FakeFiles, startFakeHub } from '../fake-hub.js';

const XCOPA: DocumentSource = {
  benchmark: 'xcopa',
  datasetName: 'cambridgeltl/xcopa',
  datasetConfig: 'et',
  split: 'validation',
};
const PARQUET = readFileSync(referenceFile('rows-snappy.parquet'));
const LABELS = [0, 1, 2, null, 2n ** 53n];

for (const file of ['validation.et.jsonl', 'val.et.jsonl']) {
  test(`readDocuments(source, { folder }) reads xcopa/${file}`, async (context) => {
    const folder = temporaryFolder(context);
    mkdirSync(join(folder, 'xcopa'));
    writeFileSync(join(folder, 'xcopa', file), '{"idx":0}\n{"idx":1}\n');
    assert.deepEqual(await readDocuments(XCOPA, { folder }), [{ idx: 0 }, { idx: 1 }]);
  });
}

test('readDocuments(source, { folder }) reads a packed file', async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'xcopa'));
  writeFileSync(join(folder, 'xcopa', 'validation.et.jsonl.gz'), gzipSync('{"idx":2}\n'));
  assert.deepEqual(await readDocuments(XCOPA, { folder }), [{ idx: 2 }]);
});

test('readDocuments(source) of the data set pocket reads what ships', async () => {
  const source = { benchmark: 'pocket_names', datasetName: 'pocket', datasetConfig: 'et', split: 'test' };
  const rows = await readDocuments(source);
  assert.equal(rows.length, 200);
  assert.equal(rows[0]?.instruction, 'nimesilt');
  await assert.rejects(readDocuments({ ...source, datasetConfig: 'eu' }), {
    message: /pocket_names must hold test\.eu\.jsonl, got test\.af\.jsonl\.gz, /,
  });
});

test('readDocuments(source, { folder }) throws where a language is missing, and lists what is there', async (context) => {
  const folder = temporaryFolder(context);
  await assert.rejects(readDocuments(XCOPA, { folder }), {
    message: `readDocuments: ${join(folder, 'xcopa')} must hold validation.et.jsonl or val.et.jsonl, got no such folder`,
  });
  mkdirSync(join(folder, 'xcopa'));
  await assert.rejects(readDocuments(XCOPA, { folder }), { message: /got nothing$/ });
  for (const name of ['val.th.jsonl', 'test.et.jsonl']) writeFileSync(join(folder, 'xcopa', name), '');
  await assert.rejects(readDocuments(XCOPA, { folder }), { message: /got test\.et\.jsonl, val\.th\.jsonl$/ });
  await assert.rejects(readDocuments({ ...XCOPA, split: 'train' }, { folder }), {
    message: /must hold train\.et\.jsonl, got/,
  });
});

test('readDocuments(source, { signal }) stops between documents', async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'xcopa'));
  writeFileSync(join(folder, 'xcopa', 'val.et.jsonl'), '{"idx":0}\n');
  const reason = new Error('stopped');
  await assert.rejects(readDocuments(XCOPA, { folder, signal: AbortSignal.abort(reason) }), reason);
});

const STORY = [
  'InputStoryid',
  ...[1, 2, 3, 4].map((number) => `InputSentence${number}`),
  'RandomFifthSentenceQuiz1',
  'RandomFifthSentenceQuiz2',
  'AnswerRightEnding',
].join('\t');

for (const [name, source, repositories, expected] of [
  [
    'Parquet of the repository, before any other',
    XCOPA,
    { '': { 'et/validation-00000-of-00001.parquet': PARQUET, 'et/validation.jsonl': '{}' } },
    LABELS,
  ],
  [
    'Parquet in several parts, in order',
    XCOPA,
    {
      '': {
        'et/validation-00001-of-00002.parquet': readFileSync(referenceFile('rows-zstd.parquet')),
        'et/validation-00000-of-00002.parquet': PARQUET,
        'et/test-00000-of-00001.parquet': 'another split',
      },
    },
    [...LABELS, ...LABELS],
  ],
  [
    'Parquet that the hub converted, where the repository has a script alone',
    XCOPA,
    { '': { 'xcopa.py': '' }, '@refs/convert/parquet': { 'et/validation/0000.parquet': PARQUET } },
    LABELS,
  ],
  [
    "XWinograd's lines where nothing was converted",
    { ...XCOPA, datasetConfig: 'jp', split: 'test' },
    { '': { 'test/jp.jsonl': '{"label":"1"}\n{"label":"2"}\n', 'test/en.jsonl': '' } },
    ['1', '2'],
  ],
] as const satisfies readonly [string, DocumentSource, Record<string, FakeFiles>, readonly unknown[]][]) {
  test(`readDocuments(source) reads ${name}`, async (context) => {
    const named = Object.entries(repositories).map(([revision, files]) => [
      `datasets/cambridgeltl/xcopa${revision}`,
      files,
    ]);
    const hub = await startFakeHub(context, Object.fromEntries(named));
    const rows = await readDocuments(source, hub.options);
    assert.deepEqual(
      rows.map(({ label }) => label),
      expected,
    );
    const offline = { ...hub.options, environment: { ...hub.options.environment, HF_HUB_OFFLINE: '1' } };
    assert.deepEqual(await readDocuments(source, offline), rows);
  });
}

const STORY_SOURCE: DocumentSource = {
  benchmark: 'xstorycloze',
  datasetName: 'juletxara/xstory_cloze',
  datasetConfig: 'eu',
  split: 'eval',
};
const STORY_FILE = 'spring2016.val.eu.tsv.split_20_80_eval.tsv';

test("readDocuments(source) gives XStoryCloze's own fields the names that the hub has for them", async (context) => {
  const hub = await startFakeHub(context, {
    'datasets/juletxara/xstory_cloze': { [STORY_FILE]: `${STORY}\nid-1\ta\tb\tc\td\te\tf\t2\n` },
  });
  assert.deepEqual(await readDocuments(STORY_SOURCE, hub.options), [
    {
      story_id: 'id-1',
      input_sentence_1: 'a',
      input_sentence_2: 'b',
      input_sentence_3: 'c',
      input_sentence_4: 'd',
      sentence_quiz1: 'e',
      sentence_quiz2: 'f',
      answer_right_ending: 2,
    },
  ]);
});

test('readDocuments(source) throws for an answer of XStoryCloze that is neither ending', async (context) => {
  const hub = await startFakeHub(context, {
    'datasets/juletxara/xstory_cloze': { [STORY_FILE]: `${STORY}\nid-1\ta\tb\tc\td\te\tf\t3\n` },
  });
  await assert.rejects(readDocuments(STORY_SOURCE, hub.options), {
    message: /eval\.tsv, row 2: AnswerRightEnding must be 1 or 2, got "3"$/,
  });
});

test('readDocuments(source) throws where the hub lacks the language, and lists what is there', async (context) => {
  const hub = await startFakeHub(context, {
    'datasets/cambridgeltl/xcopa': { 'README.md': '', 'th/validation.jsonl': '' },
  });
  await assert.rejects(readDocuments(XCOPA, hub.options), {
    failure: 'no-file',
    message:
      'fetchSplit: dataset cambridgeltl/xcopa must have the split validation of et, got README.md, th/validation.jsonl',
  });
});

test('readDocuments(source, { revision }) looks at that revision alone', async (context) => {
  const hub = await startFakeHub(context, {
    'datasets/cambridgeltl/xcopa@v1': { 'et/validation.jsonl': '{"label":1}\n' },
    'datasets/cambridgeltl/xcopa@refs/convert/parquet': { 'et/validation/0000.parquet': PARQUET },
  });
  assert.deepEqual(await readDocuments(XCOPA, { ...hub.options, revision: 'v1' }), [{ label: 1 }]);
});

test('readDocuments(source) passes on that the hub gives no access', async (context) => {
  const hub = await startFakeHub(context, { 'datasets/cambridgeltl/xcopa': { 'xcopa.py': '' } });
  hub.faults.push({ at: '/revision/refs/convert/parquet', status: 403 });
  await assert.rejects(readDocuments(XCOPA, hub.options), { failure: 'no-access' });
});

const shared = repositoryFile('../shared/data/benchmarks');
const skip = existsSync(shared) ? false : 'the shared benchmark files are not here';
test('readDocuments(source, { folder }) reads XCOPA and XWinograd as they are', { skip }, async () => {
  const [first, ...rest] = await readDocuments(XCOPA, { folder: shared });
  assert.equal(rest.length, 99);
  assert.deepEqual([first?.premise, first?.label], ['Mees keeras kraani lahti.', 1]);
  const russian: DocumentSource = {
    benchmark: 'xwinograd',
    datasetName: 'Muennighoff/xwinograd',
    datasetConfig: 'ru',
    split: 'test',
  };
  assert.equal((await readDocuments(russian, { folder: shared })).length, 315);
});

test('readDocuments(source) throws where HF_HUB_OFFLINE is set and the cache holds nothing', async (context) => {
  const hub = await startFakeHub(context, {});
  const offline = { ...hub.options, environment: { ...hub.options.environment, HF_HUB_OFFLINE: '1' } };
  await assert.rejects(readDocuments(XCOPA, offline), {
    failure: 'offline',
    message: `openSnapshot: dataset cambridgeltl/xcopa at main must be in the cache ${hub.cache} while HF_HUB_OFFLINE is set, got nothing there`,
  });
  assert.deepEqual(hub.requests, []);
});
