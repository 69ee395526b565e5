import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { measureRuns } from '../../../src/charts/measures/measure-runs.js';
import { againstChance } from '../../../src/results/against-chance.js';
import { compareRuns } from '../../../src/results/compare.js';
import { checkSameConditions, conditionWords, runsApart } from '../../../src/results/import/conditions.js';
import { formatRuns, readRuns } from '../../../src/results/run-csv.js';
import { averageScore, selectRuns } from '../../../src/results/scores.js';
import { withTemporaryFolder } from '../../temporary-folder.js';
import { exampleRun, exampleScore } from '../example-run.js';

const PLAIN = [1, 2, 3].map((run) => exampleRun({ run, source: `${run}.log` }));
const SHORT = exampleRun({ source: 'short.log', status: 'partial', conditions: 'limit 10' });
const SHOWN = exampleRun({ source: 'shown.log', status: 'partial', conditions: '5-shot' });

for (const [given, expected] of [
  [{}, null],
  [{ limit: null, shots: [0, 0], chosen: [] }, null],
  [{ limit: 10, shots: [0] }, 'limit 10'],
  [{ limit: '0.1' }, 'limit 0.1'],
  [{ limit: 'No\u001be' }, 'limit "No\\u001be"'],
  [{ shots: [5, 0, 2, 5] }, '2-shot, 5-shot'],
  [{ chosen: [{ name: 'xnli_en', documents: 3, of: 2490 }] }, 'chosen documents'],
  [
    { hasChosen: true, hasChatTemplate: true, hasSystemInstruction: true },
    'chosen documents, chat template, system instruction',
  ],
] as const) {
  test(`conditionWords(${JSON.stringify(given)}) are ${expected}`, () => {
    const { conditions, phrases } = conditionWords(given);
    assert.equal(conditions, expected);
    assert.equal(phrases.length === 0, expected === null);
  });
}

test('conditionWords(conditions) shows no control character of a task’s name', () => {
  const chosen = [{ name: 'xnli\u001b]0;title\u0007_en', documents: 1, of: 2 }];
  assert.deepEqual(conditionWords({ chosen }).phrases, [
    'only chosen documents were evaluated (samples=, 1 of 2 of "xnli\\u001b]0;title\\u0007_en")',
  ]);
});

test('selectRuns(runs, filter) takes no run with a limit or examples among zero-shot ones', () => {
  const all = [SHORT, ...PLAIN, SHOWN];
  assert.deepEqual(selectRuns(all, { subset: 'GEO' }), PLAIN);
  assert.deepEqual(selectRuns(all, { conditions: '5-shot' }), [SHOWN]);
});

for (const [name, put] of [
  ['compareRuns', () => compareRuns([SHORT], [exampleRun()], () => 1)],
  ['measureRuns', () => measureRuns([exampleRun(), SHOWN], null, () => 1)],
  ['againstChance', () => againstChance([SHORT, SHOWN], { task: 'xnli' })],
  ['someone', () => checkSameConditions('someone', [exampleRun(), SHORT])],
] as const) {
  test(`${name} refuses runs of different conditions`, () => {
    assert.throws(
      put,
      new RegExp(`^RangeError: ${name}: runs must be evaluated under the same conditions, got .+ and `),
    );
  });
}

test('runsApart(runs) names the runs that are not zero-shot on all documents', () => {
  assert.deepEqual(
    [...runsApart([SHORT, ...PLAIN, SHOWN, SHORT])],
    [
      ['limit 10', [SHORT, SHORT]],
      ['5-shot', [SHOWN]],
    ],
  );
});

test('formatRuns(runs) and readRuns(path) keep conditions', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'runs.csv');
    const runs = [...PLAIN, SHORT, SHOWN].map((run) => ({
      ...run,
      scores: [exampleScore('xnli', 'de', 0.5)],
    }));
    writeFileSync(path, formatRuns(runs));
    assert.deepEqual(readRuns(path), runs);
  });
});

test('averageScore(run) of one run does not ask for its conditions', () => {
  const scores = ['xnli', 'xcopa', 'xstorycloze', 'xwinograd', 'pawsx'].map((task) =>
    exampleScore(task, null, 0.5),
  );
  assert.equal(averageScore({ ...SHORT, scores }), 50);
});
