import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Accuracy,
  groupAccuracy,
  likeliestChoice,
  taskAccuracy,
} from '../../src/evaluation/accuracy.js';
import { readPublishedRuns } from '../../src/results/published.js';
import { assertClose } from '../close.js';
import { readReference } from '../reference-file.js';

const CHOICES: [string, number[], number][] = [
  ['takes the largest', [-3, -1, -2], 1],
  ['takes the first of equal ones', [-2, -1, -1], 1],
  ['may choose among impossible ones', [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], 0],
];

for (const [title, values, expected] of CHOICES) {
  test(`likeliestChoice(logProbabilities) ${title}`, () => assert.equal(likeliestChoice(values), expected));
}

const REFUSED: [string, () => unknown, string][] = [
  [
    'likeliestChoice(logProbabilities) refuses what is not a number',
    () => likeliestChoice([-1, Number.NaN]),
    'likeliestChoice: log-probabilities must be at least one number, got [-1, NaN]',
  ],
  [
    'likeliestChoice(logProbabilities) refuses none',
    () => likeliestChoice([]),
    'likeliestChoice: log-probabilities must be at least one number, got []',
  ],
  [
    'taskAccuracy(isCorrect) refuses no document',
    () => taskAccuracy([]),
    'taskAccuracy: there must be at least one document, got none',
  ],
  [
    'groupAccuracy(tasks, variant) refuses no task',
    () => groupAccuracy([], 'current'),
    'groupAccuracy: there must be at least one task, got none',
  ],
];

for (const [title, call, message] of REFUSED) {
  test(title, () => assert.throws(call, { name: 'RangeError', message }));
}

test('taskAccuracy(isCorrect) is the mean with its standard error', () => {
  // Three of four: the sample variance is 4 · 0.75 · 0.25 / 3 = 0.25, its root over √4 is 0.25.
  assert.deepEqual(taskAccuracy([true, true, false, true]), { accuracy: 0.75, stderr: 0.25, documents: 4 });
});

test('taskAccuracy(isCorrect) of one document has no standard error', () => {
  assert.deepEqual(taskAccuracy([true]), { accuracy: 1, stderr: null, documents: 1 });
});

test('groupAccuracy(tasks, variant) has no standard error where a task has none', () => {
  const tasks = [taskAccuracy([true]), taskAccuracy([false, true])];
  assert.deepEqual(groupAccuracy(tasks, 'current'), { accuracy: 2 / 3, stderr: null, documents: 3 });
});

interface HarnessResults {
  readonly results: Record<string, { 'acc,none': number; 'acc_stderr,none': number; sample_len: number }>;
  readonly group_subtasks: Record<string, string[]>;
}

test('groupAccuracy(tasks, "current") is what lm-evaluation-harness 0.4.13 reports', () => {
  const { results, group_subtasks } = readReference<HarnessResults>('evaluation/harness-output/results.json');
  const accuracyOf = (name: string): Accuracy => {
    const metrics = results[name];
    assert.ok(metrics !== undefined);
    return {
      accuracy: metrics['acc,none'],
      stderr: metrics['acc_stderr,none'],
      documents: metrics.sample_len,
    };
  };
  for (const [name, tasks] of Object.entries(group_subtasks)) {
    const group = groupAccuracy(tasks.map(accuracyOf), 'current');
    const expected = accuracyOf(name);
    assert.equal(group.documents, expected.documents);
    // Rounding of sums in another order.
    assertClose(
      [group.accuracy, group.stderr ?? NaN],
      [expected.accuracy, expected.stderr ?? NaN],
      1e-14,
      name,
    );
  }
});

/** The orders that the authors' two machines listed the tasks in, one of them the alphabet's. */
const LISTED = {
  pawsx: ['en es de ko fr ja zh', 'de en es fr ja ko zh'],
  xwinograd: ['zh en fr ja ru pt', 'en fr ja pt ru zh'],
} as const;
const DOCUMENTS: Readonly<Record<string, number>> = { en: 2325, fr: 83, ja: 959, pt: 263, ru: 315, zh: 504 };
const PAWSX_DOCUMENTS = 2000;

for (const [task, orders] of Object.entries(LISTED)) {
  test(`groupAccuracy(tasks, "paper") gives the group errors of ${task} in all published logs`, () => {
    const runs = readPublishedRuns();
    assert.equal(runs.length, 331);
    const missed = runs.filter(({ scores }) => {
      const own = scores.filter((score) => score.task === task);
      const reported = own.find((score) => score.language === null)?.stderr ?? NaN;
      const computed = orders.map((order) => {
        const tasks = order.split(' ').map((language): Accuracy => {
          const { accuracy = NaN } = own.find((score) => score.language === language) ?? {};
          const documents = task === 'pawsx' ? PAWSX_DOCUMENTS : (DOCUMENTS[language] ?? NaN);
          return { accuracy, stderr: Math.sqrt((accuracy * (1 - accuracy)) / (documents - 1)), documents };
        });
        return groupAccuracy(tasks, 'paper').stderr ?? NaN;
      });
      // Accuracies are printed with four decimals, and so is the error: half a unit of the last place each.
      return !computed.some((stderr) => Math.abs(stderr - reported) <= 1e-4);
    });
    assert.deepEqual(
      missed.map(({ source }) => source),
      [],
    );
  });
}
