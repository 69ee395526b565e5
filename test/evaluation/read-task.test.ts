import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BenchmarkDocument } from '../../src/benchmarks/benchmark-task.js';
import { type LanguageTask, parseTasks } from '../../src/benchmarks/parse-tasks.js';
import { checkTask, type ReadTaskOptions, type RowSource, readTask } from '../../src/evaluation/read-task.js';

const [PAWS] = parseTasks('paws_en').tasks as [LanguageTask];
const row = (sentence1: string): object => ({ sentence1, sentence2: 'B', label: 1 });
// The second one is left out by the benchmark.
const ROWS = [row('a'), row(''), row('b'), row('c')];

const CURRENT = { variant: 'current' } as const;

/** First sentences of the documents that are read again from another source than was checked. */
async function sentences(
  first: RowSource,
  second: RowSource,
  options: ReadTaskOptions = CURRENT,
): Promise<unknown[]> {
  const read: BenchmarkDocument[] = [];
  for await (const document of readTask(await checkTask(PAWS, first, options), second, options)) {
    read.push(document);
  }
  return read.map(({ fields }) => fields.sentence1);
}

async function* stream(): AsyncGenerator<object> {
  yield* ROWS;
}

const SOURCES: [title: string, source: RowSource][] = [
  ['a list', () => ROWS],
  ['a stream', stream],
  ['a promised list', () => Promise.resolve(ROWS)],
];

for (const [title, source] of SOURCES) {
  test(`checkTask(task, source) counts ${title}, and readTask(task, source) reads it`, async () => {
    const task = await checkTask(PAWS, source, CURRENT);
    const { name, documents, requests, available } = task;
    assert.deepEqual([name, documents, requests, available], ['paws_en', 3, 6, 3]);
    assert.deepEqual(await sentences(source, source), ['a', 'b', 'c']);
  });
}

test('readTask(task, source) reads the first documents under a limit, and checkTask(task, source) counts all', async () => {
  const options = { variant: 'current', limit: 2 } as const;
  const { documents, requests, available } = await checkTask(PAWS, () => ROWS, options);
  assert.deepEqual([documents, requests, available], [2, 4, 3]);
  assert.deepEqual(await sentences(stream, () => ROWS, options), ['a', 'b']);
  // What comes behind the limit is read when it is checked only.
  assert.deepEqual(await sentences(stream, () => [...ROWS.slice(0, 3), {}], options), ['a', 'b']);
});

test('checkTask(task, source) gives the hash of the documents to score, in their order', async () => {
  const hashOf = async (rows: object[], limit?: number): Promise<string> =>
    (await checkTask(PAWS, () => rows, { variant: 'current', limit })).hash;
  const hash = await hashOf(ROWS);
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.equal(await hashOf(ROWS.filter((_, index) => index !== 1)), hash);
  assert.equal(await hashOf([...ROWS, row('d')], 3), hash);
  assert.notEqual(await hashOf(ROWS.toReversed()), hash);
});

const CHANGED: [title: string, rows: object[], then: string][] = [
  ['more', [...ROWS, row('d')], 'more'],
  ['fewer', ROWS.slice(0, 3), '2'],
  ['none', [], '0'],
  ['other', [row('a'), row('b'), row('d')], 'others'],
];

for (const [title, rows, then] of CHANGED) {
  test(`readTask(task, source) refuses ${title} documents than were checked`, async () => {
    await assert.rejects(
      sentences(stream, () => rows),
      {
        message: `readTask: paws_en must give the same documents when it is read again, got 3, then ${then}`,
      },
    );
  });
}

test('readTask(task, source) refuses other documents under a limit', async () => {
  await assert.rejects(
    sentences(stream, () => [row('x'), row('b'), row('c')], { variant: 'current', limit: 2 }),
    { message: /, got 2, then others$/ },
  );
});

test('checkTask(task, source) refuses a field that cannot be written, and names the document', async () => {
  const rows = [row('a'), { ...row('b'), more: () => 1 }];
  await assert.rejects(
    checkTask(PAWS, () => rows, CURRENT),
    { message: /^paws_en, document 1: a document must be plain data, got .* got a function$/ },
  );
});

test('checkTask(task, source) tells the source which task it is', async () => {
  const asked: LanguageTask[] = [];
  const source: RowSource = (task) => {
    asked.push(task);
    return ROWS;
  };
  await checkTask(PAWS, source, { variant: 'paper' });
  assert.deepEqual(asked, [PAWS]);
});

const REFUSED: [title: string, rows: unknown[], message: RegExp][] = [
  ['an empty data set', [], /^checkTask: paws_en must have at least one document, got none$/],
  ['a data set of which nothing is scored', [row('')], /^checkTask: paws_en must have at least one document/],
  ['a malformed document by its number', [row('a'), row(''), {}], /^paws_en, document 2: the fields must be/],
];

for (const [title, rows, message] of REFUSED) {
  test(`checkTask(task, source) refuses ${title}`, async () => {
    await assert.rejects(
      checkTask(PAWS, () => rows, { variant: 'current' }),
      { message },
    );
  });
}

test('checkTask(task, source) stops when it is told to', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(
    checkTask(PAWS, () => ROWS, { variant: 'current', signal }),
    { message: 'enough' },
  );
});
