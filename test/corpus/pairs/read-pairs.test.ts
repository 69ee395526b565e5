import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Pair } from '../../../src/corpus/pairs/pair.js';
import { type PairOptions, readPairs } from '../../../src/corpus/pairs/read-pairs.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { startFakeHub } from '../fake-hub.js';

async function pairsOf(language: string, options: PairOptions): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for await (const pair of readPairs(language, options)) pairs.push(pair);
  return pairs;
}

const ROWS = [
  { instruction: 'Nimeta värve.', input: null, id: 'alpaca-0', output: 'Sinine.' },
  { instruction: 'Nimeta linnu.', input: '', id: 'alpaca-1', output: 'Tartu.' },
  { instruction: 'Võta kokku.', input: 'Pikk tekst', id: 'dolly-1', output: '' },
];
const PAIRS = [
  { instruction: 'Nimeta värve.', input: null, id: 'alpaca-0', output: 'Sinine.', language: 'et' },
  { instruction: 'Nimeta linnu.', input: '', id: 'alpaca-1', output: 'Tartu.', language: 'et' },
  { instruction: 'Võta kokku.', input: 'Pikk tekst', id: 'dolly-1', output: '', language: 'et' },
];
const ARRAY = JSON.stringify(ROWS);
const LINES = ROWS.map((row) => JSON.stringify(row)).join('\n');

for (const [file, content] of [
  ['et.jsonl', LINES],
  ['et.jsonl.gz', gzipSync(LINES)],
  ['et.json', ARRAY],
  ['et.json.gz', gzipSync(ARRAY)],
] as const) {
  test(`readPairs(language, { folder }) reads ${file}`, async (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(join(folder, file), content);
    assert.deepEqual(await pairsOf('et', { folder }), PAIRS);
  });
}

for (const [name, files] of [
  ["Bactrian-X's packed array", { 'data/et.json.gz': gzipSync(ARRAY), 'data/th.json.gz': '' }],
  ['packed lines in its place', { 'data/et.json.gz': gzipSync(LINES) }],
] as const) {
  test(`readPairs(language) reads ${name} from the hub`, async (context) => {
    const hub = await startFakeHub(context, { 'datasets/MBZUAI/Bactrian-X': files });
    assert.deepEqual(await pairsOf('et', hub.options), PAIRS);
  });
}

test('readPairs(language, { datasetName }) reads another data set of that form', async (context) => {
  const hub = await startFakeHub(context, { 'datasets/org/own': { 'et/train.jsonl': LINES } });
  assert.deepEqual(await pairsOf('et', { ...hub.options, datasetName: 'org/own' }), PAIRS);
});

for (const [name, row, message] of [
  ['without an output', { output: undefined }, 'output must be text, got nothing'],
  ['whose output is null', { output: null }, 'output must be text, got null'],
  ['whose instruction is empty', { instruction: '' }, 'instruction must be text, got an empty one'],
  ['whose id is a broken number', { id: 0.5 }, 'id must be text, got 0.5'],
  ['whose id is empty', { id: '' }, 'id must be text, got an empty one'],
  ['whose input is a number', { input: 7 }, 'input must be text or nothing, got number'],
] as const) {
  test(`readPairs(language, { folder }) throws for a row ${name}`, async (context) => {
    const folder = temporaryFolder(context);
    const path = join(folder, 'et.jsonl');
    writeFileSync(path, `${JSON.stringify(ROWS[0])}\n\n${JSON.stringify({ ...ROWS[0], ...row })}\n`);
    await assert.rejects(pairsOf('et', { folder }), { message: `${path}, line 3: ${message}` });
  });
}

for (const [name, bad, message] of [
  ['three', [1, 3, 5], 'line 1: output must be text, got 1 (3 rows are malformed: line 1, line 3, line 5)'],
  [
    'eight',
    [2, 3, 4, 5, 6, 7, 8, 9],
    'line 2: output must be text, got 2 (8 rows are malformed: line 2, line 3, line 4, line 5, line 6 and 3 more)',
  ],
] as const) {
  test(`readPairs(language, { folder }) counts ${name} malformed rows, and names the first few`, async (context) => {
    const folder = temporaryFolder(context);
    const path = join(folder, 'et.jsonl');
    const lines = Array.from({ length: 10 }, (_, index) => ({ ...ROWS[0], output: `${index + 1}` })).map(
      (row) =>
        JSON.stringify(
          bad.some((line) => `${line}` === row.output) ? { ...row, output: Number(row.output) } : row,
        ),
    );
    writeFileSync(path, lines.join('\n'));
    await assert.rejects(pairsOf('et', { folder }), { message: `${path}, ${message}` });
  });
}

test('readPairs(language, { folder }) counts lines that are no JSON among them, and gives no pair after the first', async (context) => {
  const folder = temporaryFolder(context);
  const path = join(folder, 'et.jsonl');
  const [whole, ...others] = ROWS.map((row) => JSON.stringify(row));
  writeFileSync(path, [whole, '{"instruction": ', ...others, '[1]', '{"id": "a"}'].join('\n'));
  const given: (string | null)[] = [];
  const read = async (): Promise<void> => {
    for await (const { id } of readPairs('et', { folder })) given.push(id);
  };
  await assert.rejects(read(), {
    message: /, line 2: JSON in UTF-8 was expected, got .* \(3 rows are malformed: line 2, line 5, line 6\)$/,
  });
  assert.deepEqual(given, ['alpaca-0']);
});

test('readPairs(language, { folder }) takes a row without an input', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'et.jsonl'), '{"instruction":"a","id":"b","output":"c"}');
  assert.deepEqual(await pairsOf('et', { folder }), [
    { instruction: 'a', input: null, id: 'b', output: 'c', language: 'et' },
  ]);
});

test('readPairs(language, { folder }) throws where the language is missing, and lists what is there', async (context) => {
  const folder = join(temporaryFolder(context), 'pairs');
  const wanted = `readPairs: ${folder} must hold one of et.jsonl, et.jsonl.gz, et.json, et.json.gz, et.parquet, got `;
  await assert.rejects(pairsOf('et', { folder }), { message: `${wanted}no such folder` });
  mkdirSync(folder);
  await assert.rejects(pairsOf('et', { folder }), { message: `${wanted}nothing` });
  writeFileSync(join(folder, 'th.jsonl'), '');
  await assert.rejects(pairsOf('et', { folder }), { message: `${wanted}th.jsonl` });
});

test('readPairs(language, { signal }) stops between pairs', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'et.jsonl'), LINES);
  const reason = new Error('stopped');
  await assert.rejects(pairsOf('et', { folder, signal: AbortSignal.abort(reason) }), reason);
});

test("readPairs(language, { datasetName: 'pocket' }) reads the corpus that ships", async () => {
  const [first, ...others] = await pairsOf('et', { datasetName: 'pocket' });
  assert.ok(others.length > 1_400);
  assert.equal(first?.language, 'et');
  assert.match(first?.id ?? '', /^(names|keywords|articles)-/);
  await assert.rejects(pairsOf('eu', { datasetName: 'pocket' }), { message: /must hold one of eu\.jsonl, / });
});

test('readPairs(language, { folder }) takes numbers for ids, and rows without one', async (context) => {
  const folder = temporaryFolder(context);
  const rows = [{ id: 7 }, { id: null }, {}].map((id) =>
    JSON.stringify({ ...ROWS[0], id: undefined, ...id }),
  );
  writeFileSync(join(folder, 'et.jsonl'), rows.join('\n'));
  const pairs = await pairsOf('et', { folder });
  assert.deepEqual(
    pairs.map(({ id }) => id),
    ['7', null, null],
  );
});
