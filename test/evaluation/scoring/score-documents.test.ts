import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ScoreDocumentsOptions,
  scoreDocuments,
  type TaskDocument,
} from '../../../src/evaluation/scoring/score-documents.js';
import type { ProgressReport } from '../../../src/records/long-work.js';
import type { SequenceScore } from '../../../src/records/sequences.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { textOf, textScorer } from '../text-scorer.js';

/** The shorter a text, the likelier. */
const byLength = (text: string): SequenceScore => ({
  logProbability: -text.length,
  isGreedy: text.length < 4,
});

const documentOf = (task: string, index: number, ...continuations: string[]): TaskDocument => ({
  task,
  index,
  requests: continuations.map((continuation) => ({ context: 'x', continuation })),
});
const DOCUMENTS = [
  documentOf('one', 0, 'aaa', 'bb'),
  documentOf('one', 1, 'bb', 'aaa'),
  documentOf('two', 0, 'bb', 'cccc'),
];
const EXPECTED = [
  [byLength('xaaa'), byLength('xbb')],
  [byLength('xbb'), byLength('xaaa')],
  [byLength('xbb'), byLength('xcccc')],
];
const OPTIONS = { variant: 'current' } as const;

/** Scores of each document, one a request. */
async function scoresOf(
  documents: readonly TaskDocument[],
  options: Omit<ScoreDocumentsOptions<TaskDocument>, 'tasks' | 'requests'>,
): Promise<(readonly SequenceScore[])[]> {
  const all: (readonly SequenceScore[])[] = [];
  const tasks = [...new Set(documents.map(({ task }) => task))];
  const requests = documents.reduce((sum, document) => sum + document.requests.length, 0);
  for await (const piece of scoreDocuments(documents, { tasks, requests, ...options })) {
    for (const { document, scores } of piece) {
      assert.equal(document, documents[all.length]);
      all.push(scores);
    }
  }
  return all;
}

test('scoreDocuments(documents) gives each request its score, and asks each different request once', async () => {
  const scorer = textScorer(byLength);
  assert.deepEqual(await scoresOf(DOCUMENTS, { ...OPTIONS, scorer }), EXPECTED);
  assert.deepEqual(
    scorer.calls.map((groups) => groups.map(({ sequences }) => sequences.map(textOf))),
    [[['xaaa', 'xbb'], ['xcccc']]],
  );
});

test('scoreDocuments(documents) counts requests under the task of the latest document', async () => {
  const reports: ProgressReport[] = [];
  await scoresOf(DOCUMENTS, {
    ...OPTIONS,
    scorer: textScorer(byLength),
    onProgress: (report) => reports.push(report),
  });
  const unit = 'requests';
  assert.deepEqual(reports, [
    { label: 'evaluate', done: 2, total: 6, unit },
    { label: 'evaluate', done: 4, total: 6, unit },
    { label: 'evaluate', done: 6, total: 6, unit },
  ]);
});

test('scoreDocuments(documents) hands many documents over in pieces, of several tasks together', async () => {
  const scorer = textScorer(byLength);
  const documents = Array.from({ length: 5000 }, (_, index) =>
    documentOf(index < 100 ? 'one' : 'two', index, `${index}`, `${index}?`),
  );
  const scores = await scoresOf(documents, { ...OPTIONS, scorer });
  assert.deepEqual(
    scorer.calls.map((groups) => groups.length),
    [2048, 2048, 904],
  );
  assert.deepEqual(scores[4999], [byLength('x4999'), byLength('x4999?')]);
});

test('scoreDocuments(documents) asks nothing that the cache has', async (context) => {
  const cache = temporaryFolder(context);
  await scoresOf(DOCUMENTS.slice(0, 2), { ...OPTIONS, scorer: textScorer(byLength), cache });
  const scorer = textScorer(byLength);
  assert.deepEqual(await scoresOf(DOCUMENTS, { ...OPTIONS, scorer, cache }), EXPECTED);
  assert.deepEqual(
    scorer.calls.map((groups) => groups.map(({ sequences }) => sequences.map(textOf))),
    [[['xbb', 'xcccc']]],
  );
  const silent = textScorer(byLength);
  assert.deepEqual(await scoresOf(DOCUMENTS, { ...OPTIONS, scorer: silent, cache }), EXPECTED);
  assert.deepEqual(silent.calls, []);
});

test('scoreDocuments(documents) asks anew for another model', async (context) => {
  const cache = temporaryFolder(context);
  await scoresOf(DOCUMENTS, { ...OPTIONS, scorer: textScorer(byLength), cache });
  const other = textScorer(() => ({ logProbability: -1, isGreedy: false }), { identity: 'other' });
  const scores = await scoresOf(DOCUMENTS, { ...OPTIONS, scorer: other, cache });
  assert.equal(
    scores.flat().every((score) => score.logProbability === -1),
    true,
  );
});

test('scoreDocuments(documents) goes on after a stop where it was', async (context) => {
  const cache = temporaryFolder(context);
  const stopping = textScorer(byLength, { stopAfter: 1 });
  await assert.rejects(scoresOf(DOCUMENTS, { ...OPTIONS, scorer: stopping, cache }), {
    message: 'stopped',
  });
  const scorer = textScorer(byLength);
  assert.deepEqual(await scoresOf(DOCUMENTS, { ...OPTIONS, scorer, cache }), EXPECTED);
  // The first two documents have the same two requests, which were scored before the stop.
  assert.deepEqual(
    scorer.calls.map((groups) => groups.map(({ sequences }) => sequences.map(textOf))),
    [[['xbb', 'xcccc']]],
  );
});

test('scoreDocuments(documents) stops when it is told to, and keeps what is finished', async (context) => {
  const cache = temporaryFolder(context);
  const controller = new AbortController();
  const onProgress = (): void => controller.abort(new Error('enough'));
  const { signal } = controller;
  const scorer = textScorer(byLength);
  await assert.rejects(scoresOf(DOCUMENTS, { ...OPTIONS, scorer, cache, signal, onProgress }), {
    message: 'enough',
  });
  const after = textScorer(byLength);
  await scoresOf(DOCUMENTS, { ...OPTIONS, scorer: after, cache });
  assert.equal(after.calls[0]?.length, 1);
});

test('scoreDocuments(documents) of no document asks nothing', async () => {
  const scorer = textScorer(byLength);
  assert.deepEqual(await scoresOf([], { ...OPTIONS, scorer }), []);
  assert.deepEqual(scorer.calls, []);
});

test('scoreDocuments(documents) names the document that cannot be encoded', async () => {
  const documents = [documentOf('one', 7, 'a', '')];
  await assert.rejects(scoresOf(documents, { ...OPTIONS, scorer: textScorer(byLength) }), {
    name: 'RangeError',
    message: 'one, document 7: encodeRequest: a continuation must have 1..10000 tokens, got 0 of ""',
  });
});

test('scoreDocuments(documents) passes on what a tokenizer throws', async () => {
  const scorer = textScorer(byLength);
  const tokenizer = {
    ...scorer.tokenizer,
    encode: (): number[] => {
      throw new TypeError('broken');
    },
  };
  await assert.rejects(scoresOf(DOCUMENTS, { ...OPTIONS, scorer: { ...scorer, tokenizer } }), {
    name: 'TypeError',
    message: 'broken',
  });
});

test('scoreDocuments(documents) refuses scores that are not numbers', async () => {
  const scorer = textScorer((text) => ({ logProbability: text === 'xbb' ? NaN : -1, isGreedy: false }));
  await assert.rejects(scoresOf(DOCUMENTS, { ...OPTIONS, scorer }), {
    message: 'one, document 0: log-probabilities must be numbers, got -1, NaN',
  });
});

test('scoreDocuments(documents) refuses a scorer that leaves groups out', async () => {
  const scorer = { ...textScorer(byLength), score: () => Promise.resolve() };
  await assert.rejects(scoresOf(DOCUMENTS, { ...OPTIONS, scorer }), {
    message: 'scoreDocuments: the scorer must score all 2 groups, got 0 of them',
  });
});

test('scoreDocuments(documents) reads no more documents than it scores together before they are taken', async () => {
  let read = 0;
  function* many(): Generator<TaskDocument, void, undefined> {
    for (let index = 0; index < 10_000; index += 1) {
      read += 1;
      yield documentOf(index < 3_000 ? 'one' : 'two', index, `${index}`);
    }
  }
  const options = { ...OPTIONS, tasks: ['one', 'two'], requests: 10_000, scorer: textScorer(byLength) };
  let taken = 0;
  for await (const piece of scoreDocuments(many(), options)) {
    taken += piece.length;
    assert.equal(read, taken);
    assert.ok(piece.length <= 2_048);
  }
  assert.equal(taken, 10_000);
});

test('scoreDocuments(documents) looks into the cache of a task that comes again', async (context) => {
  const cache = temporaryFolder(context);
  const documents = Array.from({ length: 5_000 }, (_, index) =>
    documentOf(index >= 2_048 && index < 4_096 ? 'two' : 'one', index, `${index % 2_048}`),
  );
  const first = await scoresOf(documents, { ...OPTIONS, scorer: textScorer(byLength), cache });
  const silent = textScorer(byLength);
  assert.deepEqual(await scoresOf(documents, { ...OPTIONS, scorer: silent, cache }), first);
  assert.deepEqual(silent.calls, []);
});
