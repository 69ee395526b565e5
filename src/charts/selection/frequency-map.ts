/** How often each language is chosen when only the seed changes, as a heat map. */
import { readLanguages } from '../../languages/catalogue.js';
import type { Figure, PlotlyObject } from '../../records/figure.js';
import type { SelectionFrequency } from '../../selection/stability/selection-frequency.js';
import { percentText } from '../marks/mark-text.js';
import { GREYS, plotAxis, plotLayout, plotText } from '../marks/plot-style.js';
import type { PoolLanguage } from './cluster-marks.js';
import { languageText, ROW_HEIGHT } from './language-rows.js';

/** One column: what was chosen by, for example `GEO` or `k = 14`, and how often which language was chosen. */
export interface FrequencyColumn {
  readonly label: string;
  readonly frequency: SelectionFrequency;
}

/** What to draw. */
export interface FrequencyMapOptions {
  /** Whether a language counts as chosen where one exactly as good was (default: false). */
  tied?: boolean;
  /** Default: `frequency`. */
  id?: string;
  /** Default: `How often each language is chosen`. */
  title?: string;
  /** Names (default: the 52 of the catalogue). */
  languages?: readonly PoolLanguage[];
}

/** One cell of the map. */
type FrequencyMark = {
  readonly column: string;
  readonly code: string;
  readonly name: string;
  /** Share of the seeds, 0..1; `null` where the language could not be chosen. */
  readonly chosen: number | null;
  readonly chosenOrTied: number | null;
};

/** From white to GEO's blue, dark enough at 1 for white text. */
const SCALE = [
  [0, '#FFFFFF'],
  [1, '#0072B2'],
] as const;
/** Share above which text on the cell is white. */
const DARK = 0.55;

/**
 * Draws how often each language is chosen over the seeds: languages in rows, the most frequent on top.
 * @returns a figure whose records are the cells.
 * @throws RangeError where there is no column, or two have the same label.
 */
export function frequencyMap(
  columns: readonly FrequencyColumn[],
  {
    tied = false,
    id = 'frequency',
    title = 'How often each language is chosen',
    languages = readLanguages(),
  }: FrequencyMapOptions = {},
): Figure {
  checkLabels(columns);
  const names = new Map(languages.map(({ code, name = code }) => [code, name]));
  const codes = [...new Set(columns.flatMap(({ frequency }) => frequency.languages.map(({ code }) => code)))];
  const field = tied ? 'chosenOrTied' : 'chosen';
  const rows = codes
    .map((code) => columns.map((column) => frequencyMark(column, code, names.get(code) ?? code)))
    .sort((a, b) => total(a, field) - total(b, field));
  const always = columns.map(({ label, frequency }) => {
    const count = frequency.languages.filter((language) => language[field] === 1).length;
    return `${label}: ${count} of ${frequency.count}`;
  });
  return {
    kind: 'figure',
    id,
    title,
    caption: `Share of the seeds (per cent) with which each language is chosen${tied ? ', or one exactly as good in its place' : ''}. Empty: never; ×: not among those to choose from. Chosen with every seed, ${always.join('; ')}.`,
    alt: `Heat map of ${codes.length} languages and ${columns.length} ${columns.length === 1 ? 'column' : 'columns'}. Chosen with every seed, ${always.join('; ')}.`,
    data: [heat(rows, field), ...[false, true].map((dark) => cellTexts(rows, field, dark))],
    layout: plotLayout(title, rows.length * ROW_HEIGHT + 140, {
      xaxis: plotAxis(null, {
        tickvals: columns.map((_, index) => index),
        ticktext: columns.map(({ label }) => plotText(label)),
        side: 'top',
        range: [-0.5, columns.length - 0.5],
        ticks: '',
        showgrid: false,
        showline: false,
      }),
      yaxis: plotAxis(null, {
        tickvals: rows.map((_, row) => row),
        ticktext: rows.map(([mark]) => (mark === undefined ? '' : languageText({ ...mark, chosen: false }))),
        range: [-0.5, rows.length - 0.5],
        automargin: 'left',
        ticks: '',
        showgrid: false,
        showline: false,
      }),
      margin: { l: 24, r: 24, t: 96, b: 24 },
    }),
    records: [...rows].reverse().flat(),
  };
}

function checkLabels(columns: readonly FrequencyColumn[]): void {
  if (columns.length === 0) {
    throw new RangeError('frequencyMap: columns must hold at least one, got none');
  }
  const labels = columns.map(({ label }) => label);
  const twice = labels.find((label, index) => labels.indexOf(label) < index);
  if (twice !== undefined) {
    throw new RangeError(`frequencyMap: labels must be different, got ${twice} again`);
  }
}

function frequencyMark({ label, frequency }: FrequencyColumn, code: string, name: string): FrequencyMark {
  const found = frequency.languages.find((language) => language.code === code);
  return {
    column: label,
    code,
    name,
    chosen: found?.chosen ?? null,
    chosenOrTied: found?.chosenOrTied ?? null,
  };
}

function total(row: readonly FrequencyMark[], field: 'chosen' | 'chosenOrTied'): number {
  return row.reduce((sum, mark) => sum + (mark[field] ?? 0), 0);
}

function heat(rows: readonly (readonly FrequencyMark[])[], field: 'chosen' | 'chosenOrTied'): PlotlyObject {
  return {
    type: 'heatmap',
    z: rows.map((row) => row.map((mark) => mark[field])),
    zmin: 0,
    zmax: 1,
    colorscale: SCALE,
    showscale: false,
    xgap: 2,
    ygap: 1,
    hoverinfo: 'text',
    hovertext: rows.map((row) => row.map(cellHover)),
  };
}

function cellHover({ column, code, name, chosen, chosenOrTied }: FrequencyMark): string {
  const head = `<b>${plotText(name)}</b> (${plotText(code)}) · ${plotText(column)}`;
  if (chosen === null || chosenOrTied === null) return `${head}<br>not among those to choose from`;
  return [
    head,
    `chosen with ${percentText(chosen)} of the seeds`,
    `it or one exactly as good: ${percentText(chosenOrTied)}`,
  ].join('<br>');
}

/** The numbers on light cells in dark text, or those on dark cells in white. */
function cellTexts(
  rows: readonly (readonly FrequencyMark[])[],
  field: 'chosen' | 'chosenOrTied',
  dark: boolean,
): PlotlyObject {
  const cells = rows.flatMap((marks, row) =>
    marks.map((mark, column) => ({ row, column, share: mark[field] })),
  );
  const shown = cells.filter(({ share }) => share !== 0 && (share ?? 0) > DARK === dark);
  return {
    type: 'scatter',
    mode: 'text',
    x: shown.map(({ column }) => column),
    y: shown.map(({ row }) => row),
    text: shown.map(({ share }) => (share === null ? '×' : String(Math.round(share * 100)))),
    textfont: { size: 13, color: dark ? GREYS.background : GREYS.text },
    hoverinfo: 'skip',
  };
}
