import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluationTable } from '../../../src/charts/evaluation/evaluation-table.js';
import { tableHtml } from '../../../src/charts/tables/table-html.js';
import { tableText } from '../../../src/charts/tables/table-text.js';
import { HOSTILE } from '../../paper/figure-checks.js';
import { exampleRun } from '../../results/example-run.js';
import { BASE, GEO } from './sample-evaluations.js';

const plain = (rows: readonly (readonly { text: string; margin?: string }[])[]): string[][] =>
  rows.map((row) => row.map(({ text, margin }) => (margin === undefined ? text : `${text} ±${margin}`)));

test('evaluationTable([run]) has one row a language beside chance, benchmarks in the order of Table 3', () => {
  const table = evaluationTable([BASE]);
  assert.deepEqual(table.columns, ['Language', 'Chance', 'Accuracy']);
  assert.deepEqual(plain(table.rows), [
    ['de', '33.3', '40.0'],
    ['et', '50.0', '50.0 ±2.0'],
    ['ht', '50.0', '56.0 ±2.0'],
    ['all', '50.0', '53.0 ±1.4'],
  ]);
  assert.deepEqual(table.groups, [
    { label: 'XNLI', start: 0 },
    { label: 'XCOPA', start: 1 },
  ]);
});

test('evaluationTable([run]) says in words what was found', () => {
  // Haitian is three standard errors above chance; German has no standard error.
  assert.equal(
    evaluationTable([BASE]).alt,
    'XNLI 40.0 % (chance 33.3) and XCOPA 53.0 % (chance 50.0); more than two standard errors above chance in 1 of 3 languages.',
  );
});

test('evaluationTable(runs) sets runs side by side with their differences from the first', () => {
  const table = evaluationTable([BASE, GEO]);
  assert.deepEqual(table.columns, ['Language', 'Chance', 'BASE', 'GEO', 'GEO − BASE']);
  assert.deepEqual(plain(table.rows), [
    ['de', '33.3', '40.0', '39.0 ±1.0', '−1.0'],
    ['et', '50.0', '50.0 ±2.0', '51.5 ±2.0', '+1.5'],
    ['ht', '50.0', '56.0 ±2.0', '–', '–'],
    ['all', '50.0', '53.0 ±1.4', '51.5 ±2.0', '−1.5'],
    ['all', '–', '–', '30.0 ±1.0', '–'],
  ]);
  assert.deepEqual(
    table.groups.map(({ label }) => label),
    ['XNLI', 'XCOPA', 'mmlu'],
  );
});

test('evaluationTable(runs) records each score with its chance and difference', () => {
  const { records } = evaluationTable([BASE, GEO]);
  assert.equal(records.length, 8);
  assert.deepEqual(records[3], {
    task: 'xcopa',
    language: 'et',
    run: 'GEO',
    accuracy: 51.5,
    stderr: 2,
    chance: 50,
    difference: records[3]?.difference,
  });
  assert.ok(Math.abs((records[3]?.difference ?? 0) - 1.5) < 1e-12);
  assert.equal(records[2]?.difference, null);
});

test('evaluationTable(runs) explains its margins as standard errors', () => {
  assert.match(tableText(evaluationTable([BASE])), /±: one standard error over documents\.$/);
});

test('evaluationTable(runs) keeps names from data as text', () => {
  const html = tableHtml(evaluationTable([BASE, { ...GEO, subset: HOSTILE }]));
  assert.ok(html.includes('&lt;img src=x') && !html.includes('<img'));
});

test('evaluationTable(runs) refuses a run without scores', () => {
  assert.throws(() => evaluationTable([exampleRun()]), {
    name: 'RangeError',
    message: 'evaluationScores: every run must have a score, got none in a.log',
  });
});
