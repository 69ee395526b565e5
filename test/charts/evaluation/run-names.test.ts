import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runNames } from '../../../src/charts/evaluation/run-names.js';
import type { Run } from '../../../src/records/run.js';
import { exampleRun } from '../../results/example-run.js';

const CASES: readonly (readonly [
  name: string,
  runs: readonly Partial<Run>[],
  expected: readonly string[],
])[] = [
  ['one run by its subset', [{ subset: 'RND' }], ['RND']],
  ['subsets of one model by their names', [{ subset: 'RND' }, { subset: 'GEO' }], ['RND', 'GEO']],
  ['models by theirs', [{ model: 'a' }, { model: 'b', source: 'b.log' }], ['a', 'b']],
  [
    'repetitions of subsets by both',
    [{ subset: 'RND' }, { subset: 'GEO' }, { subset: 'GEO', run: 2 }],
    ['RND · run 1', 'GEO · run 1', 'GEO · run 2'],
  ],
  ['experiments by theirs', [{ experiment: 'main' }, { experiment: 'own' }], ['main', 'own']],
  ['others by their sources', [{ source: 'a.log' }, { source: 'b.log' }], ['a.log', 'b.log']],
];
for (const [name, runs, expected] of CASES) {
  test(`runNames(runs) calls ${name}`, () => assert.deepEqual(runNames(runs.map(exampleRun)), expected));
}

const BAD: readonly (readonly [name: string, runs: readonly Run[], message: string])[] = [
  ['no run', [], 'runNames: runs must hold at least one, got none'],
  [
    'a run twice',
    [exampleRun(), exampleRun()],
    'runNames: runs must differ in something, got a.log more than once',
  ],
];
for (const [name, runs, message] of BAD) {
  test(`runNames(runs) refuses ${name}`, () => {
    assert.throws(() => runNames(runs), { name: 'RangeError', message });
  });
}
