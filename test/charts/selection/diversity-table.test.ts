import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diversityTable } from '../../../src/charts/selection/diversity-table.js';
import { measureDiversity } from '../../../src/selection/diversity/measure-diversity.js';
import { FEATURES } from './sample-selection.js';

/** aa, dd at 0 and 10 of the languages at 0, 2, 3 and 10; one language alone has no pair. */
const SELECTIONS = [['aa', 'dd'], ['bb']].map((codes) => ({
  name: codes.join(),
  report: measureDiversity(codes, FEATURES, { languages: [] }),
}));

test('diversityTable(selections) has a row for each selection', () => {
  const { title, columns, rows } = diversityTable(SELECTIONS);
  assert.equal(title, 'Diversity by own');
  const cell = (row: number, column: string): string | undefined =>
    rows[row]?.[columns.indexOf(column)]?.text;
  assert.deepEqual(
    ['choice', 'languages', 'families', 'mean distance', 'mean radius', 'largest radius'].map((column) =>
      cell(0, column),
    ),
    ['aa,dd', '2', '0', '10.000', '1.250', '3.000'],
  );
  assert.deepEqual([cell(1, 'choice'), cell(1, 'mean distance')], ['bb', '']);
});

test('diversityTable(selections, { title }) has that title', () => {
  assert.equal(diversityTable(SELECTIONS, { title: 'Own words' }).title, 'Own words');
});

test('diversityTable(selections) throws where there is no selection', () => {
  assert.throws(() => diversityTable([]), {
    name: 'RangeError',
    message: 'recordsTable: records must hold at least one, got none',
  });
});
