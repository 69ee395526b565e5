import { listText } from '../../base/list-text.js';
import type { Figure } from '../../records/figure.js';
import type { Run } from '../../records/run.js';
import { checkSameConditions } from '../../results/import/conditions.js';
import { countCurves } from '../measures/count-curves.js';
import { measureCounts, untunedCount } from '../measures/measure-counts.js';
import { meanText } from '../measures/measure-text.js';
import { studyGroups } from './study-groups.js';
import { studyAverage } from './study-scores.js';

/** How the languages of the curve are chosen, as in the paper. */
const SUBSET = 'GEO';
const CONFIDENCE = 0.95;

/**
 * Figure 3 of a study of one's own: average accuracy against the number of languages, chosen by GEO; ALL is the last
 * point.
 * @param runs those of the study and of its other numbers of languages, `BASE` among them.
 * @returns `null` where the study has no other number of languages.
 * @throws RangeError where there is not exactly one run of BASE, or a run lacks a benchmark.
 * Source: Figure 3.
 */
export function studyCounts(runs: readonly Run[]): Figure | null {
  const study = studyGroups(runs, 'studyCounts');
  const { experiment, model } = study.base;
  const varying = `${experiment}-varying`;
  const others = runs.filter((run) => run.experiment === varying && run.subset === SUBSET);
  if (others.length === 0) return null;
  const curve = [...others, ...study.runsOf(SUBSET), ...study.runsOf('ALL')];
  checkSameConditions('studyCounts', [study.base, ...curve]);
  const score = (run: Run): number => studyAverage(run, study.tasks);
  const measures = measureCounts(
    curve.map((run) => ({ ...run, experiment: varying })),
    {
      ...{ caller: 'studyCounts', experiment: varying, model, subset: SUBSET, task: 'avg', score },
      ...{ reference: null, confidence: CONFIDENCE, conditions: study.base.conditions ?? null },
    },
  );
  const base = untunedCount(model, 'avg', score(study.base));
  const title = `${model}: average accuracy by number of languages`;
  const words = listText(measures.map((measure) => `k = ${measure.k}: ${meanText(measure)}`));
  return {
    kind: 'figure',
    id: 'study-counts',
    title,
    caption: `Average accuracy after tuning on k languages chosen by ${SUBSET}, the number of pairs being about the same for every k (logarithmic scale; the star is ALL). Points are means of the repeated runs, the band is their 95 % interval; the dashed line is the untuned model. The axis does not start at 0.`,
    alt: `Line chart. ${words}; untuned ${meanText(base)}.`,
    ...countCurves([...measures, base], { title, reference: null, confidence: CONFIDENCE }),
    records: [...measures, base].map((measure) => ({ ...measure })),
  };
}
