import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFeatures } from '../../../src/languages/features.js';
import { recordTable } from '../../../src/notebook/results/record-table.js';
import { readPublished } from '../../../src/results/published.js';
import { selectLanguages } from '../../../src/selection/select-languages.js';

test('recordTable(runs) has a line for each run, at most twenty', () => {
  const { runs } = readPublished();
  const table = recordTable(runs);
  assert.equal(table?.title, `${runs.length} runs`);
  assert.equal(table?.rows.length, 20);
  assert.equal(recordTable(runs.slice(0, 1))?.title, 'One run');
});

test('recordTable(selection) is the table of its clusters', () => {
  const selection = selectLanguages(readFeatures('geo'), { strategy: 'kmeans', count: 3, seed: 0 });
  assert.equal(recordTable(selection)?.rows.length, 3);
});

for (const value of [{}, [], [1], [{ experiment: 'a' }], { kind: 'selection', languages: [] }]) {
  test(`recordTable(${JSON.stringify(value)}) is nothing`, () => {
    assert.equal(recordTable(value), null);
  });
}
