import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paperTable, TABLES } from '../../../src/paper/tables/tables.js';
import { readPublished } from '../../../src/results/published.js';

const PUBLISHED = readPublished();

const NAMES: readonly (readonly [string, string])[] = [
  ['1', '1'],
  ['2', '2'],
  ['3', '3'],
  ['4-6', '4-6'],
  ['4', '4-6'],
  ['5', '4-6'],
  ['6', '4-6'],
  ['7', '7'],
  ['8', '8'],
  ['9', '9'],
  ['10', '10'],
  ['11', '11'],
  ['12', '12'],
];

for (const [id, expected] of NAMES) {
  test(`paperTable(published, '${id}') gives Table ${expected}`, () =>
    assert.equal(paperTable(PUBLISHED, id).id, expected));
}

test('paperTable(published, id) throws on a number it does not know', () => {
  assert.throws(() => paperTable(PUBLISHED, '13'), {
    name: 'RangeError',
    message: 'paperTable: id must be one of 1, 2, 3, 4-6, 7, 8, 9, 10, 11, 12, 4, 5, 6, got 13',
  });
});

for (const [id, make] of TABLES) {
  const table = make(PUBLISHED);

  test(`TABLES.get('${id}') has a cell for each column in each row, and words for each reader`, () => {
    assert.ok(table.rows.every((row) => row.length === table.columns.length));
    for (const text of [table.title, table.caption, table.alt]) assert.notEqual(text, '');
  });

  test(`TABLES.get('${id}') is plain JSON`, () => assert.deepEqual(JSON.parse(JSON.stringify(table)), table));
}
