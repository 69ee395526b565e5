/** A small figure and a small table for tests of what shows them. */
import type { Figure } from '../../src/records/figure.js';
import type { Table } from '../../src/records/table.js';

export const exampleFigure: Figure = {
  kind: 'figure',
  id: 'example',
  title: 'Two bars',
  caption: 'Two bars of known height.',
  alt: 'Bar a is 1, bar b is 2.',
  data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }],
  layout: { height: 300, title: { text: 'Two bars' } },
  records: [
    { name: 'a', value: 1 },
    { name: 'b', value: 2 },
  ],
};

export const exampleTable: Table = {
  kind: 'table',
  id: 'example',
  title: 'One cell',
  caption: 'A name that tries to be markup.',
  alt: 'The cell holds 1.',
  columns: ['name', 'value'],
  rows: [[{ text: '<script>alert(1)</script>', label: true }, { text: '1' }]],
  groups: [],
  records: [{ name: '<script>alert(1)</script>', value: 1 }],
};
