import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableText } from '../../../src/charts/tables/table-text.js';
import { SMALL_TABLE } from '../../paper/small-table.js';

test('tableText(table) lines numbers up at their last digit, words at their first, and marks after both', () => {
  assert.equal(
    tableText(SMALL_TABLE),
    [
      'A small table',
      'What it says.',
      '',
      'Subset                          Score  Languages',
      '─────────────────────────────────────────────────',
      '',
      'BLOOM',
      'RND     50.00 ±2.48                    ar en [en]',
      '',
      'mGPT',
      'GEO      9.50 ±0.10* ▲▲▲ [9.51 ±0.10]  –',
      '',
      'What it holds.',
      '±: half width of the 95 % interval over runs. *: best of its column within the group. ▲▲▲ p ≤ 0.05,',
      '▲▲ p ≤ 0.10, ▲ p ≤ 0.15: over the reference; ▼ likewise: under it (two-sided paired t-test). […]:',
      'what the paper prints, where that differs.',
    ].join('\n'),
  );
});

test('tableText(table) leaves out finding, caption and legend that are empty', () => {
  const rows = [[{ text: 'a', label: true }, { text: '1' }, { text: 'b', words: true }]];
  const text = tableText({ ...SMALL_TABLE, rows, groups: [], caption: '', alt: '' });
  assert.equal(text, 'A small table\n\nSubset  Score  Languages\n────────────────────────\na           1  b');
});

test('tableText(table) breaks long cells of words and keeps the other columns in their place', () => {
  const sentence = `${'word '.repeat(12)}end`;
  const rows = [[{ text: sentence, words: true }, { text: '1' }, { text: 'b', words: true }]];
  const lines = tableText({ ...SMALL_TABLE, rows, groups: [], caption: '', alt: '' }).split('\n');
  const first = 'word '.repeat(9).trimEnd();
  assert.equal(lines[4], `${first}      1  b`);
  assert.equal(lines[5], 'word word word end');
});

test('tableText(table) keeps a word that is longer than a line', () => {
  const word = 'x'.repeat(120);
  const text = tableText({ ...SMALL_TABLE, alt: `a ${word} b` });
  assert.deepEqual(text.split('\n').slice(1, 4), ['a', word, 'b']);
});

test('tableText(table) shows a table without rows', () => {
  const text = tableText({ ...SMALL_TABLE, rows: [], groups: [] });
  assert.match(text, /Subset {2}Score {2}Languages\n─{24}\n\nWhat it holds\.$/);
});
