/** All that is said of a study: findings, tables and figures, for a page, a notebook or a terminal. */

import type { Figure, FigureRecord } from '../../records/figure.js';
import type { Run } from '../../records/run.js';
import type { StudyFacts } from '../../records/study-facts.js';
import type { Table } from '../../records/table.js';
import type { Published } from '../../results/published.js';
import { TUNED_SUBSETS } from '../subsets.js';
import { recordsTable } from '../tables/records-table.js';
import { besidePaper } from './beside-paper.js';
import { gainDots } from './gain-dots.js';
import { studyCounts } from './study-counts.js';
import { studyFindings } from './study-findings.js';
import { studyGroups } from './study-groups.js';
import { studyLanguage } from './study-language.js';
import { scoredLanguages } from './study-scores.js';
import { studyTable } from './study-table.js';

/** What is said of a study. */
export interface StudyContents {
  readonly title: string;
  /** How and when it was made. */
  readonly provenance: string;
  readonly findings: readonly string[];
  readonly tables: readonly Table[];
  readonly figures: readonly Figure[];
}

/** Language of the figure on one language, as in the paper. */
const LANGUAGE = 'vi';

/**
 * Everything that can be said of the runs that there are; what they lack, such as RND to compare with or Vietnamese, is
 * left out.
 * @param runs those that are finished, `BASE` among them.
 * @throws RangeError where there is not exactly one run of BASE, or a run lacks a benchmark.
 */
export function studyContents(
  runs: readonly Run[],
  published: Pick<Published, 'runs' | 'accuracies'>,
  { provenance, made }: StudyFacts<FigureRecord>,
): StudyContents {
  const study = studyGroups(runs, 'studyContents');
  const counts = studyCounts(runs);
  const paperSubsets = TUNED_SUBSETS.filter((subset) => study.subsets.includes(subset));
  const hasPaper = paperSubsets.includes('RND') && paperSubsets.length > 1;
  const hasLanguage = study.tasks.some((task) => scoredLanguages(study.base, task).includes(LANGUAGE));
  return {
    title: `The study with ${study.model}`,
    provenance,
    findings: studyFindings(runs).sentences,
    tables: [
      studyTable(runs),
      ...(hasPaper ? [besidePaper(runs, published)] : []),
      recordsTable(made, { id: 'study-runs', title: 'How each run was made' }),
    ],
    figures: [
      ...(study.subsets.length === 0 ? [] : [gainDots(runs)]),
      ...(hasLanguage && study.subsets.length > 0 ? [studyLanguage(runs, { language: LANGUAGE })] : []),
      ...(counts === null ? [] : [counts]),
    ],
  };
}
