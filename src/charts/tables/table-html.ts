/**
 * Tables as HTML that needs nothing around it: no script, no style sheet.
 *
 * Styles stand in the elements, because notebooks drop `<style>`. GitHub drops those as well, so that symbols,
 * bold and struck-through text carry the meaning alone. Only banded cells have colours, text and ground
 * together, so that they read alike on light and dark pages; all else takes the page's own.
 */
import { escapeNotebookHtml } from '../../base/escape-html.js';
import type { Band, Cell, Table } from '../../records/table.js';
import { bandSymbol, tableLegend } from './table-legend.js';

/** Ground and text of the bands: blue up, orange down, which colour-blind readers tell apart; contrast ≥ 6. */
const BAND_COLOURS = {
  up: { text: '#08306b', grounds: { 0.05: '#9ecae1', 0.1: '#c6dbef', 0.15: '#e3eef9' } },
  down: { text: '#662200', grounds: { 0.05: '#fdbe85', 0.1: '#fdd9b5', 0.15: '#feeddc' } },
} as const;

const TABLE_STYLE =
  'border-collapse:collapse;text-align:right;line-height:1.35;font-variant-numeric:tabular-nums';
const CAPTION_STYLE = 'caption-side:top;text-align:left;padding:0 0 8px';
const GROUP_STYLE = 'text-align:left;padding:10px 8px 3px;border-bottom:1px solid #888';
const CELL_STYLE = 'padding:3px 8px;vertical-align:baseline';

/** The table as an HTML fragment. Everything that comes from the table is escaped. */
export function tableHtml(table: Table): string {
  const leftward = table.columns.map((_, column) => table.rows.some((row) => isFlushLeft(row[column])));
  return [
    '<div class="lingtune-table" style="overflow-x:auto">',
    `<table style="${TABLE_STYLE}">`,
    caption(table),
    '<thead>',
    `<tr>${table.columns.map((name, column) => columnHeader(name, leftward[column] === true)).join('')}</tr>`,
    '</thead>',
    ...bodies(table),
    '</table>',
    '</div>',
  ].join('\n');
}

function caption(table: Table): string {
  const legend = tableLegend(table, { best: 'Bold', printed: 'Struck through' });
  const small = (text: string): string => (text === '' ? '' : `<small>${escapeNotebookHtml(text)}</small>`);
  const lines = [
    `<b>${escapeNotebookHtml(table.title)}</b>`,
    escapeNotebookHtml(table.alt),
    small(table.caption),
    small(legend),
  ];
  return `<caption style="${CAPTION_STYLE}">${lines.filter((line) => line !== '').join('<br>')}</caption>`;
}

/** One `<tbody>` for each group, so that readers and screen readers see what belongs together. */
function bodies(table: Table): string[] {
  const starts = table.groups.map((group) => group.start);
  const body = (label: string | null, from: number, to: number): string =>
    [
      '<tbody>',
      ...(label === null ? [] : [groupHeader(label, table.columns.length)]),
      ...table.rows.slice(from, to).map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`),
      '</tbody>',
    ].join('\n');
  const end = table.rows.length;
  const before = starts[0] ?? end;
  return [
    ...(before > 0 ? [body(null, 0, before)] : []),
    ...table.groups.map((group, index) => body(group.label, group.start, starts[index + 1] ?? end)),
  ];
}

function columnHeader(name: string, left: boolean): string {
  const align = left ? 'left' : 'right';
  return `<th scope="col" style="${CELL_STYLE};text-align:${align}">${escapeNotebookHtml(name)}</th>`;
}

function groupHeader(label: string, width: number): string {
  return `<tr><th scope="rowgroup" colspan="${width}" style="${GROUP_STYLE}">${escapeNotebookHtml(label)}</th></tr>`;
}

function cellHtml(cell: Cell): string {
  const style = [CELL_STYLE, isFlushLeft(cell) ? 'text-align:left' : '', bandStyle(cell.band)]
    .filter((rule) => rule !== '')
    .join(';');
  return cell.label === true
    ? `<th scope="row" style="${style};font-weight:normal">${content(cell)}</th>`
    : `<td style="${style}">${content(cell)}</td>`;
}

/** Arrows stand before the value, so that digits line up; a printed number below it, printed words beside them. */
function content(cell: Cell): string {
  const value = escapeNotebookHtml(cell.text);
  const gap = cell.words === true ? ' ' : '<br>';
  return [
    cell.band === undefined ? '' : `<small>${bandSymbol(cell.band)}</small> `,
    cell.best === true ? `<b>${value}</b>` : value,
    cell.margin === undefined ? '' : ` <small>±${escapeNotebookHtml(cell.margin)}</small>`,
    cell.printed === undefined ? '' : `${gap}<small><del>${escapeNotebookHtml(cell.printed)}</del></small>`,
  ].join('');
}

function bandStyle(band: Band | undefined): string {
  if (band === undefined) return '';
  const { text, grounds } = BAND_COLOURS[band.direction];
  return `color:${text};background:${grounds[band.level]}`;
}

function isFlushLeft(cell: Cell | undefined): boolean {
  return cell?.label === true || cell?.words === true;
}
