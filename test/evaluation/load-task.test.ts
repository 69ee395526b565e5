import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTask, type RowSource } from '../../src/evaluation/load-task.js';
import { type LanguageTask, parseTasks } from '../../src/evaluation/tasks/parse-tasks.js';

const [PAWS] = parseTasks('paws_en').tasks as [LanguageTask];
const row = (sentence1: string): object => ({ sentence1, sentence2: 'B', label: 1 });
// The second one is left out by the benchmark.
const ROWS = [row('a'), row(''), row('b'), row('c')];

async function* stream(): AsyncGenerator<object> {
  yield* ROWS;
}

const SOURCES: [title: string, source: RowSource][] = [
  ['a list', () => ROWS],
  ['a stream', stream],
  ['a promised list', () => Promise.resolve(ROWS)],
];

for (const [title, source] of SOURCES) {
  test(`loadTask(task, source) reads ${title}`, async () => {
    const { name, documents, available } = await loadTask(PAWS, source, { variant: 'current' });
    assert.equal(name, 'paws_en');
    assert.deepEqual(
      documents.map(({ fields }) => fields.sentence1),
      ['a', 'b', 'c'],
    );
    assert.equal(available, 3);
  });
}

test('loadTask(task, source) keeps the first documents under a limit, and counts all', async () => {
  const { documents, available } = await loadTask(PAWS, () => ROWS, { variant: 'current', limit: 2 });
  assert.deepEqual([documents.length, available], [2, 3]);
});

test('loadTask(task, source) tells the source which task it is', async () => {
  const asked: LanguageTask[] = [];
  const source: RowSource = (task) => {
    asked.push(task);
    return ROWS;
  };
  await loadTask(PAWS, source, { variant: 'paper' });
  assert.deepEqual(asked, [PAWS]);
});

const REFUSED: [title: string, rows: unknown[], message: RegExp][] = [
  ['an empty data set', [], /^loadTask: paws_en must have at least one document, got none$/],
  ['a data set of which nothing is scored', [row('')], /^loadTask: paws_en must have at least one document/],
  ['a malformed document by its number', [row('a'), row(''), {}], /^paws_en, document 2: the fields must be/],
];

for (const [title, rows, message] of REFUSED) {
  test(`loadTask(task, source) refuses ${title}`, async () => {
    await assert.rejects(
      loadTask(PAWS, () => rows, { variant: 'current' }),
      { message },
    );
  });
}

test('loadTask(task, source) stops when it is told to', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(
    loadTask(PAWS, () => ROWS, { variant: 'current', signal }),
    { message: 'enough' },
  );
});
