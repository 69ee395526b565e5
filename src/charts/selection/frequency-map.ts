/** How often each language is chosen when only the seed changes, as a heat map. */
import { readLanguages } from '../../languages/catalogue.js';
import type { Figure } from '../../records/figure.js';
import type { SelectionFrequency } from '../../selection/stability/selection-frequency.js';
import { checkDifferent } from '../check-different.js';
import { categories, frame } from '../marks/panel.js';
import { layoutFields, type Mark, plot } from '../marks/plot.js';
import { GREYS, plotText } from '../marks/plot-style.js';
import { dots, trace } from '../marks/trace.js';
import { percentText } from '../measures/measure-text.js';
import type { PoolLanguage } from './clustered-languages.js';
import { languageText, ROW_HEIGHT } from './language-rows.js';

/** One column: what was chosen by, for example `GEO` or `k = 14`, and how often which language was chosen. */
export interface FrequencyColumn {
  readonly label: string;
  readonly frequency: SelectionFrequency;
}

/** What counts as chosen, and the words around the map. */
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

/** How often one language is chosen in one column. */
type FrequencyCell = {
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
/** An axis that shows nothing but its names. */
const BARE = { showgrid: false, showline: false } as const;
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
    .map((code) => columns.map((column) => frequencyCell(column, code, names.get(code) ?? code)))
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
    ...plot(
      [
        frame({
          x: {
            ...categories(columns.map(({ label }) => plotText(label))),
            ...BARE,
            side: 'top',
            range: [-0.5, columns.length - 0.5],
          },
          y: {
            ...categories(
              rows.map(([cell]) => (cell === undefined ? '' : languageText({ ...cell, chosen: false }))),
            ),
            ...BARE,
            range: [-0.5, rows.length - 0.5],
            automargin: 'left',
          },
        }),
        heat(rows, field),
        cellTexts(rows, field, false),
        cellTexts(rows, field, true),
        layoutFields({ margin: { l: 24, r: 24, t: 96, b: 24 } }),
      ],
      { title, height: rows.length * ROW_HEIGHT + 140 },
    ),
    records: [...rows].reverse().flat(),
  };
}

function checkLabels(columns: readonly FrequencyColumn[]): void {
  if (columns.length === 0) {
    throw new RangeError('frequencyMap: columns must hold at least one, got none');
  }
  checkDifferent(
    'frequencyMap: labels',
    columns.map(({ label }) => label),
  );
}

function frequencyCell({ label, frequency }: FrequencyColumn, code: string, name: string): FrequencyCell {
  const found = frequency.languages.find((language) => language.code === code);
  return {
    column: label,
    code,
    name,
    chosen: found?.chosen ?? null,
    chosenOrTied: found?.chosenOrTied ?? null,
  };
}

function total(row: readonly FrequencyCell[], field: 'chosen' | 'chosenOrTied'): number {
  return row.reduce((sum, cell) => sum + (cell[field] ?? 0), 0);
}

function heat(rows: readonly (readonly FrequencyCell[])[], field: 'chosen' | 'chosenOrTied'): Mark {
  return trace(
    {
      type: 'heatmap',
      z: rows.map((row) => row.map((cell) => cell[field])),
      zmin: 0,
      zmax: 1,
      colorscale: SCALE,
      showscale: false,
      xgap: 2,
      ygap: 1,
    },
    { hover: rows.map((row) => row.map(cellHover)) },
  );
}

function cellHover({ column, code, name, chosen, chosenOrTied }: FrequencyCell): string {
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
  rows: readonly (readonly FrequencyCell[])[],
  field: 'chosen' | 'chosenOrTied',
  dark: boolean,
): Mark {
  const cells = rows.flatMap((own, row) => own.map((cell, column) => ({ row, column, share: cell[field] })));
  const shown = cells.filter(({ share }) => share !== 0 && (share ?? 0) > DARK === dark);
  return dots(
    { x: shown.map(({ column }) => column), y: shown.map(({ row }) => row) },
    {
      text: shown.map(({ share }) => (share === null ? '×' : String(Math.round(share * 100)))),
      textfont: { size: 13, color: dark ? GREYS.background : GREYS.text },
    },
  );
}
