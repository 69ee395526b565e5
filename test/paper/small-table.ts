import type { Table } from '../../src/records/table.js';

/** Two groups of one row each, with every kind of mark. */
export const SMALL_TABLE: Table = {
  kind: 'table',
  id: 'small',
  title: 'A small table',
  caption: 'What it holds.',
  alt: 'What it says.',
  columns: ['Subset', 'Score', 'Languages'],
  rows: [
    [
      { text: 'RND', label: true },
      { text: '50.00', margin: '2.48' },
      { text: 'ar en', words: true, printed: 'en' },
    ],
    [
      { text: 'GEO', label: true },
      {
        text: '9.50',
        margin: '0.10',
        best: true,
        band: { level: 0.05, direction: 'up', p: 0.01 },
        printed: '9.51 ±0.10',
      },
      { text: '–', words: true },
    ],
  ],
  groups: [
    { label: 'BLOOM', start: 0 },
    { label: 'mGPT', start: 1 },
  ],
  records: [],
};
