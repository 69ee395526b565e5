import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../src/records/run.js';
import { againstChance } from '../../src/results/against-chance.js';
import { readPublishedRuns } from '../../src/results/published.js';

const run = (accuracies: Record<string, number>, stderr: number | null = 0.01): Run => ({
  experiment: 'main',
  model: 'M',
  subset: 'GEO',
  run: 1,
  selectionSeed: null,
  tuningSeed: null,
  languages: ['en'],
  status: 'complete',
  source: 'one.log',
  duplicateOf: null,
  scores: Object.entries(accuracies).map(([language, accuracy]) => ({
    task: 'pawsx',
    language,
    accuracy,
    stderr,
    version: null,
  })),
});

test('againstChance(runs, task) counts accuracies three standard errors from one half', () => {
  const runs = [run({ en: 0.46, de: 0.5 }), run({ en: 0.48, de: 0.54 })];
  assert.deepEqual(againstChance(runs, { task: 'pawsx' }), [
    { task: 'pawsx', language: 'de', n: 2, below: 0, above: 1, lowest: 50, highest: 54 },
    { task: 'pawsx', language: 'en', n: 2, below: 1, above: 0, lowest: 46, highest: 48 },
  ]);
});

test('againstChance(runs, options) takes another chance and distance', () => {
  const [found] = againstChance([run({ en: 0.36 })], { task: 'pawsx', chance: 1 / 3, far: 2 });
  assert.deepEqual([found?.below, found?.above], [0, 1]);
});

const published: [task: string, n: number, below: number, above: number][] = [
  ['pawsx', 2317, 630, 557],
  ['xcopa', 3641, 0, 1091],
  ['xstorycloze', 3641, 5, 2583],
  ['xwinograd', 1986, 0, 1214],
];
for (const [task, ...counts] of published) {
  test(`againstChance(published runs, ${task}) gives the counts that pandas gives`, () => {
    const found = againstChance(readPublishedRuns(), { task });
    const sum = (field: 'n' | 'below' | 'above'): number =>
      found.reduce((total, row) => total + row[field], 0);
    assert.deepEqual([sum('n'), sum('below'), sum('above')], counts);
  });
}

test('againstChance(runs, task) throws without accuracies or without standard errors', () => {
  assert.throws(
    () => againstChance([run({ en: 0.5 })], { task: 'xnli' }),
    /^RangeError: againstChance: runs must have accuracies on xnli language by language, got none$/,
  );
  assert.throws(
    () => againstChance([run({ en: 0.5 }, null)], { task: 'pawsx' }),
    /^RangeError: againstChance: every accuracy must have a standard error, got none in one\.log$/,
  );
});
