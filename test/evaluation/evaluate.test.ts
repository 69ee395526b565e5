import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTasks } from '../../src/benchmarks/parse-tasks.js';
import { evaluate } from '../../src/evaluation/evaluate.js';
import { streamEvaluation } from '../../src/evaluation/stream-evaluation.js';
import type { SequenceScore } from '../../src/records/sequences.js';
import { assertClose } from '../close.js';
import { localDocuments } from './benchmark-documents.js';
import { textScorer } from './text-scorer.js';

/** The shorter a text, the likelier. */
const byLength = (text: string): SequenceScore => ({ logProbability: -text.length, isGreedy: false });

const story = (first: string, second: string, answer: number): object => ({
  input_sentence_1: 'a',
  input_sentence_2: 'b',
  input_sentence_3: 'c',
  input_sentence_4: 'd',
  sentence_quiz1: first,
  sentence_quiz2: second,
  answer_right_ending: answer,
});
/** The shorter ending is right in the first, wrong in the second; the third's are equally long, so the first counts. */
const STORIES = [story('e', 'ff', 1), story('e', 'ff', 2), story('g', 'h', 1)];

test('evaluate(options) finds the likeliest choice of each document', async () => {
  const { tasks, groups, ...rest } = await evaluate({
    scorer: textScorer(byLength, { identity: 'lengths' }),
    tasks: parseTasks('xstorycloze_en'),
    documents: () => STORIES,
  });
  const [task] = tasks;
  assert.deepEqual(
    task?.samples.map(({ index, choice, gold, isCorrect }) => ({ index, choice, gold, isCorrect })),
    [
      { index: 0, choice: 0, gold: 0, isCorrect: true },
      { index: 1, choice: 0, gold: 1, isCorrect: false },
      { index: 2, choice: 0, gold: 0, isCorrect: true },
    ],
  );
  assert.deepEqual(task?.samples[0]?.scores, [byLength('a b c d e'), byLength('a b c d ff')]);
  // Two of three: √(2/3 · 1/3 / 2) = 1/3.
  assertClose([task?.accuracy ?? NaN, task?.stderr ?? NaN], [2 / 3, 1 / 3], 1e-15);
  assert.deepEqual([task?.documents, task?.available], [3, 3]);
  assert.deepEqual(groups, []);
  const { variant, limit, identity, date, seconds } = rest;
  assert.deepEqual({ variant, limit, identity }, { variant: 'current', limit: null, identity: 'lengths' });
  assert.ok(date instanceof Date && seconds >= 0 && seconds < 60);
});

test('evaluate(options) weighs the tasks of a group by their documents', async () => {
  const { groups, tasks } = await evaluate({
    scorer: textScorer(byLength),
    tasks: parseTasks('xstorycloze'),
    documents: ({ language }) => (language === 'ar' ? STORIES : STORIES.slice(0, 2)),
  });
  assert.equal(tasks.length, 11);
  assert.deepEqual(
    groups.map(({ benchmark, tasks: names, documents }) => [benchmark.name, names.length, documents]),
    [['xstorycloze', 11, 23]],
  );
  // One right of two in ten languages, two of three in Arabic.
  assertClose(groups[0]?.accuracy ?? NaN, 12 / 23, 1e-15);
});

test('evaluate(options) keeps to a limit and says so', async () => {
  const scorer = textScorer(byLength);
  const { tasks, limit } = await evaluate({
    scorer,
    tasks: parseTasks('xstorycloze_en'),
    documents: () => STORIES,
    limit: 1,
  });
  assert.equal(limit, 1);
  assert.deepEqual([tasks[0]?.documents, tasks[0]?.available, tasks[0]?.stderr], [1, 3, null]);
  assert.equal(scorer.calls[0]?.length, 1);
});

test('evaluate(options) with the paper’s variant turns PAWS-X over', async () => {
  const results = await Promise.all(
    (['current', 'paper'] as const).map((variant) =>
      evaluate({
        // "Yes" is always likelier.
        scorer: textScorer((text) => ({ logProbability: text.includes('はい') ? -1 : -2, isGreedy: false })),
        tasks: parseTasks('paws_ja'),
        documents: localDocuments,
        variant,
      }),
    ),
  );
  // Two of the six documents are paraphrases.
  assertClose(
    results.map(({ tasks }) => tasks[0]?.accuracy ?? NaN),
    [2 / 6, 4 / 6],
    1e-15,
  );
});

test('evaluate(options) checks all documents before it scores the first', async () => {
  const scorer = textScorer(byLength);
  await assert.rejects(
    evaluate({
      scorer,
      tasks: parseTasks('xstorycloze_ar,xstorycloze_zh'),
      documents: ({ language }) => (language === 'zh' ? [{}] : STORIES),
    }),
    { message: /^xstorycloze_zh, document 0: the fields must be/ },
  );
  assert.deepEqual(scorer.calls, []);
});

for (const limit of [0, 1.5, -1]) {
  test(`evaluate(options) refuses the limit ${limit}`, async () => {
    await assert.rejects(
      evaluate({ scorer: textScorer(byLength), tasks: parseTasks('xcopa_et'), documents: () => [], limit }),
      {
        name: 'RangeError',
        message: `evaluate: limit must be an integer in 1..9007199254740991, got ${limit}`,
      },
    );
  });
}

/** Stories of which every third is answered wrongly. */
function* stories(count: number, onRead: () => void): Generator<object, void, undefined> {
  for (let index = 0; index < count; index += 1) {
    onRead();
    yield story(`e${index}`, `ff${index}`, index % 3 === 0 ? 2 : 1);
  }
}

test('streamEvaluation(options, onDocument) holds no more documents than are scored together', async () => {
  let [read, taken, most] = [0, 0, 0];
  const tasks = ['xstorycloze_en', 'xstorycloze_ar', 'xstorycloze_zh'];
  const count = 5_000;
  const { tasks: results } = await streamEvaluation(
    {
      scorer: textScorer(byLength),
      tasks: parseTasks(tasks),
      documents: () => stories(count, () => (read += 1)),
    },
    ({ index }, task) => {
      // All have been read once, to check them, before the first is scored.
      most = Math.max(most, read - tasks.length * count - taken);
      assert.deepEqual([task, index], [tasks[Math.floor(taken / count)], taken % count]);
      taken += 1;
    },
  );
  assert.deepEqual([read, taken, most], [2 * tasks.length * count, tasks.length * count, 2_048]);
  for (const { accuracy, documents } of results)
    assert.deepEqual([accuracy, documents], [3_333 / 5_000, 5_000]);
});

test('streamEvaluation(options, onDocument) gives what evaluate(options) gives, without the samples', async () => {
  const options = {
    scorer: textScorer(byLength),
    tasks: parseTasks('xcopa,paws_ja'),
    documents: localDocuments,
    limit: 4,
  };
  const handed: [string, unknown][] = [];
  const summary = await streamEvaluation(options, (document, task) => handed.push([task, document]));
  const result = await evaluate(options);
  assert.deepEqual(
    handed,
    result.tasks.flatMap(({ name, samples }) => samples.map((sample) => [name, sample])),
  );
  assert.deepEqual(
    summary.tasks,
    result.tasks.map(({ samples, ...task }) => task),
  );
  assert.deepEqual(summary.groups, result.groups);
});

test('evaluate(options) refuses a source that can be read only once, and names the task', async () => {
  const once = STORIES.values();
  await assert.rejects(
    evaluate({
      scorer: textScorer(byLength),
      tasks: parseTasks('xstorycloze_en'),
      documents: () => once,
    }),
    {
      message: 'readTask: xstorycloze_en must give the same documents when it is read again, got 3, then 0',
    },
  );
});
