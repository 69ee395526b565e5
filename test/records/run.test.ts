import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flattenRuns, groupRuns } from '../../src/records/run.js';
import { exampleRun, exampleScore } from '../results/example-run.js';

const FIRST = exampleRun({
  source: 'a',
  scores: [exampleScore('xnli', null, 0.4), exampleScore('xnli', 'de', 0.5)],
});
const SECOND = exampleRun({ source: 'b', run: 2, scores: [exampleScore('xnli', null, 0.3)] });

test('flattenRuns(runs) gives one row a score, with the run’s description in each', () => {
  const rows = flattenRuns([FIRST, SECOND]);
  assert.deepEqual(
    rows.map(({ source, run, language, accuracy }) => [source, run, language, accuracy]),
    [
      ['a', 1, null, 0.4],
      ['a', 1, 'de', 0.5],
      ['b', 2, null, 0.3],
    ],
  );
});

test('groupRuns(records) gathers rows by their source, in the order of first appearance', () => {
  assert.deepEqual(groupRuns(flattenRuns([FIRST, SECOND])), [FIRST, SECOND]);
  const [one, two, three] = flattenRuns([FIRST, SECOND]);
  assert.ok(one !== undefined && two !== undefined && three !== undefined);
  assert.deepEqual(groupRuns([three, one, two]), [SECOND, FIRST]);
});

test('groupRuns([]) is empty, and so is flattenRuns([])', () => {
  assert.deepEqual([groupRuns([]), flattenRuns([])], [[], []]);
});
