import type { Figure } from '../../records/figure.js';
import type { Run } from '../../records/run.js';
import { interval } from '../marks/interval.js';
import { legend } from '../marks/legend.js';
import {
  caption,
  categories,
  categoryRange,
  frame,
  layOutPanels,
  type Panel,
  panelRows,
} from '../marks/panel.js';
import { layoutFields, type Mark, plot } from '../marks/plot.js';
import { GREYS, plotText, type SubsetStyle, subsetStyles } from '../marks/plot-style.js';
import { ruleY } from '../marks/rule.js';
import { bars, legendEntry } from '../marks/trace.js';
import { type EvaluationPanel, evaluationScores } from './evaluation-scores.js';
import { ALL_LANGUAGES, accuracyText, evaluationWords, oneDecimal } from './evaluation-words.js';

/** What to write around the bars. */
export interface EvaluationBarsOptions {
  /** Default: `Zero-shot accuracy by language`. */
  title?: string;
}

/** Height in pixels of a row of panels, and of all around them. */
const HEIGHTS = { row: 230, frame: 120 } as const;

/** Share of the room of a language that its bars fill. */
const FILLED = 0.78;

/**
 * Bars of accuracy by language from 0, with one standard error to either side, one panel a benchmark; a dashed line
 * stands at chance.
 * @param runs one bar each in every language.
 * @throws RangeError where there is no run, one has no score, or nothing tells two runs apart.
 */
export function evaluationBars(
  runs: readonly Run[],
  { title = 'Zero-shot accuracy by language' }: EvaluationBarsOptions = {},
): Figure {
  const scores = evaluationScores(runs);
  const { names } = scores;
  const panels = layOutPanels(scores.panels.length, { columns: 2, gapX: 0.12, gapY: 0.32 });
  const each = (mark: (panel: Panel, own: EvaluationPanel) => Mark) =>
    panels.map((panel, index) => mark(panel, scores.panels[index] as EvaluationPanel));
  const styles = subsetStyles(names);
  const words = evaluationWords(scores);
  return {
    kind: 'figure',
    id: 'evaluation',
    title,
    caption: `Each bar is the accuracy in one language, its line one standard error to either side; “${ALL_LANGUAGES}” is the languages together. The dashed line is the accuracy of guessing. ${words}`,
    alt: `Bar charts, one panel a benchmark, accuracy in per cent by language. ${words}`,
    ...plot(
      [
        ...each((panel, { languages }) =>
          frame(
            {
              x: {
                range: categoryRange(languages.length),
                ...categories(languages.map((language) => plotText(language ?? ALL_LANGUAGES))),
                tickangle: 0,
                showgrid: false,
              },
              y: { title: panel.leftmost ? 'Accuracy (%)' : null, range: [0, 100], dtick: 25 },
            },
            panel,
          ),
        ),
        layoutFields({ barmode: 'overlay' }),
        ...each((panel, own) => caption(`<b>${plotText(own.title)}</b>`, { panel, size: 15 })),
        ...each((panel, { chance, languages }) =>
          ruleY(chance === null ? [] : [chance], {
            panel,
            span: categoryRange(languages.length),
            style: 'baseline',
          }),
        ),
        legend('below', { isShown: names.length > 1 }),
        ...panels.flatMap((panel, index) =>
          names.map((name, run) =>
            runBars(scores.panels[index] as EvaluationPanel, {
              name,
              style: styles[run] as SubsetStyle,
              run,
              runs: names.length,
              panel,
            }),
          ),
        ),
        layoutFields({ margin: { l: 64, r: 24, t: 92, b: names.length > 1 ? 84 : 48 } }),
      ],
      { title, height: HEIGHTS.frame + panelRows(panels) * HEIGHTS.row },
    ),
    records: scores.panels.flatMap((panel) => panel.scores),
  };
}

interface RunBarsOptions {
  readonly name: string;
  readonly style: SubsetStyle;
  /** Index of the run among all. */
  readonly run: number;
  /** Number of runs. */
  readonly runs: number;
  readonly panel: Panel;
}

/** The bars of one run in one panel, beside those of the others. */
function runBars(
  { scores, languages }: EvaluationPanel,
  { name, style, run, runs, panel }: RunBarsOptions,
): Mark {
  const own = scores.filter((score) => score.run === name);
  const width = FILLED / runs;
  const left = (run - (runs - 1) / 2) * width;
  return bars(
    {
      x: own.map(({ language }) => languages.indexOf(language) + left),
      y: own.map(({ accuracy }) => accuracy),
    },
    {
      panel,
      ...legendEntry(name),
      showlegend: panel.index === 0,
      width,
      marker: { color: style.colour },
      ...interval(
        'y',
        own.map(({ stderr }) => stderr),
        { colour: GREYS.text },
      ),
      hover: own.map((score) =>
        [
          `<b>${plotText(score.language ?? ALL_LANGUAGES)}</b> · ${plotText(name)}`,
          `${accuracyText(score)} %${score.stderr === null ? '' : ' (standard error)'}`,
          ...(score.chance === null ? [] : [`chance ${oneDecimal(score.chance)} %`]),
        ].join('<br>'),
      ),
    },
  );
}
