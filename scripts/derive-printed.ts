/** The paper's printed numbers in our own columns, with its models and benchmarks under one name each. */

import { formatCsv, readCsv } from '../src/base/files/csv.js';
import { OVERLAP_COLUMNS } from '../src/results/published.js';
import { checkCount } from './check-count.js';

/** CSV text, and what was checked of it. */
export interface DerivedText {
  readonly text: string;
  readonly checked: string;
}

/** Cells of Tables 3 (144) and 7–11 (2,200). */
const CELLS = 2_344;
/** Five models in eight rows for each of the 50 languages and averages of Tables 7–11 (55 columns); 3 × 6 in Table 3. */
const BASE_CELLS = 293;
/** Five benchmarks × three model families × seven subsets. */
const OVERLAPS = 105;
/** Table 2 leaves out Telugu, which no selection took. */
const PRINTED_LANGUAGES = 51;

/** `printed.csv`: the cells of Tables 3 and 7–11 as printed. */
export function derivePrinted(path: string): DerivedText {
  const columns = ['table', 'model', 'subset', 'column', 'mean', 'margin'];
  const rows = readCsv(path, columns, (row) => [
    row.text('table'),
    row.text('model') === 'BLOOM-7B' ? 'BLOOM-7B1' : row.text('model'),
    row.text('subset'),
    row.text('column'),
    row.text('mean'),
    row.text('margin'),
  ]);
  const base = rows.filter((row) => row[2] === 'BASE');
  checkCount('derivePrinted', 'cells', CELLS, rows.length);
  checkCount('derivePrinted', 'cells of BASE', BASE_CELLS, base.length);
  checkCount(
    'derivePrinted',
    'cells of BASE without a margin',
    BASE_CELLS,
    base.filter((row) => row[5] === '').length,
  );
  checkCount(
    'derivePrinted',
    'cells without a margin',
    BASE_CELLS,
    rows.filter((row) => row[5] === '').length,
  );
  return { text: formatCsv(columns, rows), checked: `${base.length} of them of BASE, without a margin` };
}

/** `printed-overlaps.csv`: Tables 4–6. */
export function derivePrintedOverlaps(path: string): DerivedText {
  const rows = readCsv(path, ['task', 'model', 'subset', 'mst', 'st', 'mt', 'ms', 'languages'], (row) => [
    row.text('task').toLowerCase().replace('-', ''),
    row.text('model') === 'Bloom' ? 'BLOOM' : row.text('model'),
    row.text('subset'),
    row.text('mst'),
    row.text('st'),
    row.text('mt'),
    row.text('ms'),
    // The print has a dash where no language is in all three.
    row.text('languages') === '-' ? [] : row.text('languages').split(','),
  ]);
  checkCount('derivePrintedOverlaps', 'rows', OVERLAPS, rows.length);
  return { text: formatCsv(OVERLAP_COLUMNS, rows), checked: '5 benchmarks × 3 models × 7 subsets' };
}

/** `printed-languages.csv`: Table 2. */
export function derivePrintedLanguages(path: string): DerivedText {
  const rows = readCsv(path, ['language', 'code', 'iso639_3', 'family', 'word_order', 'script'], (row) => [
    row.text('code'),
    row.text('language'),
    row.text('iso639_3'),
    row.text('family'),
    row.text('word_order'),
    row.text('script'),
  ]);
  checkCount('derivePrintedLanguages', 'rows', PRINTED_LANGUAGES, rows.length);
  return {
    text: formatCsv(['code', 'name', 'iso639_3', 'family', 'word_order', 'script'], rows),
    checked: 'all but Telugu',
  };
}
