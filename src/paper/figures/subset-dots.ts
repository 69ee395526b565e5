import { baseSelected } from '../../charts/measures/base-accuracy.js';
import { dotPanels, type MeanMark } from '../../charts/measures/dot-panels.js';
import { measureSubsets } from '../../charts/measures/measure-subsets.js';
import { percentText } from '../../charts/measures/measure-text.js';
import { type LanguagesByTask, selectedScore } from '../../charts/measures/selected-score.js';
import { aboveSentence, rankingSentence, testsSentence } from '../../charts/measures/subset-sentences.js';
import { BASE_SUBSET, TASK_NAMES } from '../../charts/subsets.js';
import type { Figure } from '../../records/figure.js';
import type { Published } from '../../results/published.js';

/** What to draw in Figures 1 and 6. Their docstrings say the defaults. */
export interface SubsetDotsOptions {
  /** Experiment of the runs, for example `analysis`. */
  experiment?: string;
  /** One panel each. */
  models?: readonly string[];
  /** One row each in every panel. */
  subsets?: readonly string[];
  /** Subset that the others are tested against; `null` for none. */
  reference?: string | null;
  /** Languages of each benchmark to score on. */
  languages?: LanguagesByTask;
  /** Whether to draw the untuned model; needs printed accuracies of each model. */
  base?: boolean;
  /** Of the intervals, between 0 and 1. */
  confidence?: number;
  /** Dots, or bars as the paper draws them. */
  mark?: MeanMark;
}

/** The words of one such figure. */
export interface SubsetDotsWords {
  /** Name of the calling function, for messages. */
  caller: string;
  id: string;
  title: string;
  /** First sentence of the caption up to the languages, which follow in brackets. */
  lead: string;
  /** What to say of BASE after "The dashed line is the untuned model (BASE)". */
  baseSource: string;
}

/**
 * Figures 1 and 6: accuracy over chosen languages, subset by subset, one panel a model.
 * @throws RangeError where runs of a model or subset, or its printed BASE, are missing, or confidence is not in 0..1.
 */
export function subsetDots(
  { runs, accuracies }: Pick<Published, 'runs' | 'accuracies'>,
  { caller, id, title, lead, baseSource }: SubsetDotsWords,
  options: Required<SubsetDotsOptions>,
): Figure {
  const { experiment, models, subsets, reference, languages, base, confidence, mark } = options;
  const measures = measureSubsets(runs, {
    caller,
    experiment,
    models,
    subsets,
    reference,
    score: (run) => selectedScore(run, languages),
    base: base ? (model) => baseSelected(accuracies, model, languages) : null,
    confidence,
  });
  const interval = `${percentText(confidence)} interval`;
  const key = [
    '<b>How to read</b>',
    `${MEAN_MARK_WORDS[mark].key}: mean of the runs`,
    `Line: ${interval}`,
    ...(base ? ['Dashes: the untuned model'] : []),
    'All axes span as much.',
  ];
  const above = base ? ` Above it: ${aboveSentence(measures, BASE_SUBSET)}.` : '';
  return {
    kind: 'figure',
    id,
    title,
    caption: [
      `${lead} (${languagesText(languages)}).`,
      `Each ${mark} is the mean of the repeated runs, its line the ${interval}; the best subset stands on top. The axes do not start at 0, but all span the same length.`,
      ...(base ? [`The dashed line is the untuned model (BASE), ${baseSource}.${above}`] : []),
      ...(reference === null ? [] : [testsSentence(measures, reference)]),
      MEAN_MARK_WORDS[mark].caption,
    ].join(' '),
    alt: `${MEAN_MARK_WORDS[mark].alt}, one panel a model, accuracy in per cent, highest first. ${rankingSentence(measures)}.`,
    ...dotPanels(measures, { mark, title, key, confidence }),
    records: measures.map((measure) => ({ ...measure })),
  };
}

/** What to call the marks. */
const MEAN_MARK_WORDS: Readonly<Record<MeanMark, { key: string; caption: string; alt: string }>> = {
  dot: {
    key: 'Dot',
    caption: 'The paper draws bars on a cut axis; we draw dots, since the length of a cut bar misleads.',
    alt: 'Dot plot',
  },
  bar: {
    key: 'Bar',
    caption: 'As in the paper, the bars stand on a cut axis: compare where they end, not how long they are.',
    alt: 'Bar chart',
  },
};

/** Languages by benchmark in words, for example `XNLI vi; XCOPA vi`. */
function languagesText(languages: LanguagesByTask): string {
  return Object.entries(languages)
    .map(([task, codes]) => `${TASK_NAMES[task] ?? task} ${codes.join(' ')}`)
    .join('; ');
}
