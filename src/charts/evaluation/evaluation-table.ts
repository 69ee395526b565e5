import type { Run } from '../../records/run.js';
import type { Cell, Table } from '../../records/table.js';
import {
  type EvaluationPanel,
  type EvaluationScore,
  type EvaluationScores,
  evaluationScores,
} from './evaluation-scores.js';
import { ALL_LANGUAGES, evaluationWords, oneDecimal, signedDecimal } from './evaluation-words.js';

/** What to write around the table. */
export interface EvaluationTableOptions {
  /** Default: `Zero-shot accuracy by language`. */
  title?: string;
}

/** Shown where a run has no such score, and for the chance level of an unknown task. */
const NOTHING = '–';

/**
 * Evaluations side by side: one row a language, grouped by benchmark, with chance beside the accuracies; of several
 * runs the difference of each from the first.
 * @param runs for example what `evaluationRun` or `importRuns` gives.
 * @throws RangeError where there is no run, one has no score, or nothing tells two runs apart.
 */
export function evaluationTable(
  runs: readonly Run[],
  { title = 'Zero-shot accuracy by language' }: EvaluationTableOptions = {},
): Table<EvaluationScore> {
  const scores = evaluationScores(runs);
  const { names, panels } = scores;
  const [first = '', ...others] = names;
  return {
    kind: 'table',
    id: 'evaluation',
    title,
    caption: caption(scores),
    alt: evaluationWords(scores),
    columns: [
      'Language',
      'Chance',
      ...(others.length === 0 ? ['Accuracy'] : names),
      ...others.map((name) => `${name} − ${first}`),
    ],
    margins: 'one standard error over documents',
    rows: panels.flatMap((panel) => panel.languages.map((language) => tableRow(panel, language, names))),
    groups: panels.map(({ title: label }, index) => ({
      label,
      start: panels.slice(0, index).reduce((sum, panel) => sum + panel.languages.length, 0),
    })),
    records: panels.flatMap((panel) => panel.scores),
  };
}

function caption({ names, panels }: EvaluationScores): string {
  const hasGroup = panels.some((panel) => panel.languages.includes(null));
  return [
    'Accuracy in per cent beside that of guessing.',
    ...(hasGroup ? [`Row “${ALL_LANGUAGES}”: the languages together, each document counting once.`] : []),
    ...(names.length > 1 ? ['Differences are in points.'] : []),
  ].join(' ');
}

function tableRow(panel: EvaluationPanel, language: string | null, names: readonly string[]): Cell[] {
  const own = names.map((name) =>
    panel.scores.find((score) => score.language === language && score.run === name),
  );
  return [
    { text: language ?? ALL_LANGUAGES, label: true },
    { text: panel.chance === null ? NOTHING : oneDecimal(panel.chance) },
    ...own.map(accuracyCell),
    ...own.slice(1).map((score) => ({
      text: typeof score?.difference === 'number' ? signedDecimal(score.difference) : NOTHING,
    })),
  ];
}

function accuracyCell(score: EvaluationScore | undefined): Cell {
  if (score === undefined) return { text: NOTHING };
  const { accuracy, stderr } = score;
  return { text: oneDecimal(accuracy), ...(stderr === null ? {} : { margin: oneDecimal(stderr) }) };
}
