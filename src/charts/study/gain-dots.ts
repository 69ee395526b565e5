import type { Figure } from '../../records/figure.js';
import type { Run } from '../../records/run.js';
import { dotPanels, type MeanMark } from '../measures/dot-panels.js';
import { baseMeasure, type SubsetMeasure } from '../measures/measure-subsets.js';
import { signedText } from '../measures/measure-text.js';
import { EXPOSURES, type ExposureMeasure, measureExposures } from './measure-exposures.js';
import { studyGroups } from './study-groups.js';
import type { Exposure } from './study-scores.js';
import { counted } from './study-words.js';

/** What to test against, and how means are drawn. */
export interface GainDotsOptions {
  /** Subset that the others are tested against (default `RND`). */
  reference?: string;
  /** Dots, or bars (default dots). */
  mark?: MeanMark;
}

/** Titles of the panels. */
const PANELS: Readonly<Record<Exposure, string>> = {
  tuned: 'Languages tuned on',
  other: 'Other languages',
};

const CONFIDENCE = 0.95;

/**
 * Figure 1 of a study of one's own: how far each subset lies over the untuned model, in the languages that it was tuned
 * on and in those that it was not.
 * @param runs those that are finished so far, `BASE` among them.
 * @throws RangeError where there is not exactly one run of BASE, or no other, or a run lacks a score.
 * Source: Figure 1, which looks at the languages that no subset holds. The 18 choices of Table 1 together leave only two
 * of the 52 out, so each run is compared with the untuned model in the languages that it has left out itself.
 */
export function gainDots(
  runs: readonly Run[],
  { reference = 'RND', mark = 'dot' }: GainDotsOptions = {},
): Figure {
  const study = studyGroups(runs, 'gainDots');
  const measured = measureExposures(study, reference);
  if (measured.length === 0) throw new RangeError('gainDots: runs must hold a tuned one, got none');
  const panels = EXPOSURES.map((exposure) => measured.filter((one) => one.exposure === exposure)).filter(
    (panel) => panel.length > 0,
  );
  const marks = panels.flatMap((panel) => [
    ...panel.map((one) => drawnMark(one, reference)),
    ...panel.slice(0, 1).map(({ exposure }) => baseMeasure(PANELS[exposure], 0)),
  ]);
  const title = `${study.model}: what tuning adds, in languages tuned on and in others`;
  const key = [
    '<b>How to read</b>',
    'Dot: mean of the runs',
    'Line: 95 % interval',
    'Dashes: the untuned model',
  ];
  return {
    kind: 'figure',
    id: 'study-gain',
    title,
    caption: [
      `Points of accuracy over the untuned model (BASE, dashed), each language compared with itself: mean over ${counted(study.tasks.length, 'benchmark')} of the mean over the languages that a run was tuned on, and over the others.`,
      `Each ${mark} is the mean of a subset’s runs, its line the 95 % interval where there are several; the best subset stands on top.`,
      'The paper’s Figure 1 shows accuracies in languages that no subset holds; its 18 choices together leave out only two of the 52.',
    ].join(' '),
    alt: `Points over the untuned model. ${panels.map(panelWords).join('; ')}.`,
    ...dotPanels(marks, {
      mark,
      title,
      key,
      confidence: CONFIDENCE,
      axis: 'Points over BASE',
      unit: 'points',
    }),
    records: measured.map((one) => ({ ...one })),
  };
}

function drawnMark({ subset, exposure, ...measure }: ExposureMeasure, reference: string): SubsetMeasure {
  return { model: PANELS[exposure], subset, ...measure, reference: measure.p === null ? null : reference };
}

function panelWords(panel: readonly ExposureMeasure[]): string {
  const ranked = [...panel].sort((a, b) => b.mean - a.mean);
  const words = ranked.map(({ subset, mean, margin }) =>
    margin === null
      ? `${subset} ${signedText(mean)}`
      : `${subset} ${signedText(mean)} ± ${margin.toFixed(2)}`,
  );
  return `${PANELS[ranked[0]?.exposure ?? 'tuned']}: ${words.join(', ')}`;
}
