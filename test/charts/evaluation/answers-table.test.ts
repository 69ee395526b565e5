import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnswerCount, answersTable } from '../../../src/charts/evaluation/answers-table.js';

const COUNTS: readonly AnswerCount[] = [
  { task: 'paws_de', documents: 5, answered: 5, correct: 1 },
  { task: 'xnli_zh', documents: 10, answered: 1, correct: 1 },
  { task: 'xnli_ar', documents: 10, answered: 4, correct: 2 },
  { task: 'own', documents: 2, answered: 1, correct: 0 },
];

test('answersTable(counts) sorts tasks whatever order they came in, and shows how far each is', () => {
  const { rows, groups, alt } = answersTable(COUNTS);
  assert.deepEqual(
    rows.map((row) => row.map(({ text, margin }) => [text, margin].join(' ').trim())),
    [
      // √(1/2 · 1/2 / 3) and √(1/5 · 4/5 / 4).
      ['ar', '4 of 10', '33.3', '50.0 28.9'],
      ['zh', '1 of 10', '33.3', '100.0'],
      ['de', '5', '50.0', '20.0 20.0'],
      ['own', '1 of 2', '–', '0.0'],
    ],
  );
  assert.deepEqual(groups, [
    { label: 'XNLI', start: 0 },
    { label: 'PAWS-X', start: 2 },
    { label: 'own', start: 3 },
  ]);
  assert.equal(alt, '11 of 27 documents answered.');
});

test('answersTable(counts) shows of a benchmark of one’s own what it is told', () => {
  const benchmark = { name: 'mine', title: 'Mine', shortTitle: 'Mine', chance: 0.25 };
  const { rows, groups, records } = answersTable([
    { task: 'mine_jp', documents: 2, answered: 2, correct: 1, benchmark, language: 'ja' },
  ]);
  assert.deepEqual(
    rows.map((row) => row.map(({ text }) => text)),
    [['ja', '2', '25.0', '50.0']],
  );
  assert.deepEqual(groups, [{ label: 'Mine', start: 0 }]);
  assert.deepEqual(records, [
    { task: 'mine_jp', documents: 2, answered: 2, correct: 1, accuracy: 50, stderr: 50, chance: 25 },
  ]);
});

const BAD: readonly (readonly [string, readonly AnswerCount[], RegExp])[] = [
  ['no count', [], /^answersTable: counts must hold at least one, got none$/],
  [
    'more answers than documents',
    [{ task: 'xnli_de', documents: 1, answered: 2, correct: 1 }],
    /^answersTable: a task must have 0 ≤ correct .*, got 1, 2 and 1 in xnli_de$/,
  ],
  ['no answer', [{ task: 'a', documents: 1, answered: 0, correct: 0 }], /got 0, 0 and 1 in a$/],
  [
    'more right than answered',
    [{ task: 'a', documents: 3, answered: 1, correct: 2 }],
    /got 2, 1 and 3 in a$/,
  ],
];
for (const [name, counts, message] of BAD) {
  test(`answersTable(counts) refuses ${name}`, () => {
    assert.throws(() => answersTable(counts), { name: 'RangeError', message });
  });
}
