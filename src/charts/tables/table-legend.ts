/** The marks of table cells: one symbol for each band, and the sentence that explains the marks a table uses. */

import type { Band, Cell, Table } from '../../records/table.js';
import { BAND_LEVELS } from '../../results/statistics.js';

const ARROWS = { up: '▲', down: '▼' } as const;

/** Symbol of a band: three arrows for p ≤ 0.05, two for ≤ 0.10, one for ≤ 0.15; up or down. */
export function bandSymbol({ level, direction }: Band): string {
  return ARROWS[direction].repeat(BAND_LEVELS.length - BAND_LEVELS.indexOf(level));
}

/** How a form of output shows the marks, in words. */
export interface LegendWords {
  readonly best: string;
  readonly printed: string;
}

/**
 * Explains the marks that a table uses, and no others.
 * @returns sentences, or an empty text for a table without marks.
 */
export function tableLegend(table: Table, words: LegendWords): string {
  const cells = table.rows.flat();
  const uses = (field: keyof Cell): boolean => cells.some((cell) => cell[field] !== undefined);
  return [
    uses('margin') ? `±: ${table.margins ?? 'half width of the 95 % interval over runs'}.` : '',
    cells.some((cell) => cell.best === true) ? `${words.best}: best of its column within the group.` : '',
    uses('band')
      ? '▲▲▲ p ≤ 0.05, ▲▲ p ≤ 0.10, ▲ p ≤ 0.15: over the reference; ▼ likewise: under it (two-sided paired t-test).'
      : '',
    uses('printed') ? `${words.printed}: what the paper prints, where that differs.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
