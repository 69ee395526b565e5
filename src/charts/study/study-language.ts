import type { Figure } from '../../records/figure.js';
import type { Run } from '../../records/run.js';
import { meanScore } from '../../results/scores.js';
import { mean } from '../../results/statistics.js';
import { dotPanels, type MeanMark } from '../measures/dot-panels.js';
import { measureRuns } from '../measures/measure-runs.js';
import { baseMeasure, type SubsetMeasure } from '../measures/measure-subsets.js';
import { rankingSentence } from '../measures/subset-sentences.js';
import { studyGroups } from './study-groups.js';
import { scoredLanguages } from './study-scores.js';
import { benchmarkTitle, counted } from './study-words.js';

/** Which language, and how means are drawn. */
export interface StudyLanguageOptions {
  /** ISO 639-1 code (default `vi`, the paper's). */
  language?: string;
  /** Dots, or bars (default dots). */
  mark?: MeanMark;
}

const CONFIDENCE = 0.95;

/**
 * Figure 6 of a study of one's own: accuracy in one language, tuned on it alone (where the study has such runs) and on
 * each subset.
 * @param runs those that are finished so far, `BASE` among them.
 * @throws RangeError where there is not exactly one run of BASE, or no benchmark has the language.
 * Source: Figure 6.
 */
export function studyLanguage(
  runs: readonly Run[],
  { language = 'vi', mark = 'dot' }: StudyLanguageOptions = {},
): Figure {
  const study = studyGroups(runs, 'studyLanguage');
  const tasks = study.tasks.filter((task) => scoredLanguages(study.base, task).includes(language));
  if (tasks.length === 0) {
    throw new RangeError(`studyLanguage: language must be one of a benchmark, got ${language}`);
  }
  const score = (run: Run): number => mean(tasks.map((task) => meanScore(run, task, [language])));
  const alone = study.subsets.find((subset) => subset === language.toUpperCase()) ?? null;
  const marks = study.subsets.map((subset): SubsetMeasure => {
    const against = alone === null || subset === alone ? null : study.runsOf(alone);
    const measure = measureRuns(study.runsOf(subset), against, score);
    return { model: study.model, subset, ...measure, reference: measure.p === null ? null : alone };
  });
  const drawn = [...marks, baseMeasure(study.model, score(study.base))];
  const title = `${study.model}: accuracy in ${language} after tuning on each subset`;
  const error = documentError(study.base, tasks, language);
  return {
    kind: 'figure',
    id: `study-${language}`,
    title,
    caption: [
      `Zero-shot accuracy in ${language}: mean over ${tasks.map(benchmarkTitle).join(', ')}. Each ${mark} is the mean of a subset’s runs, its line the 95 % interval where there are several; the dashed line is the untuned model.`,
      `Tuned on ${language}: ${exposureWords(study.subsets, study.runsOf, language)}.`,
      alone === null ? `This study has no runs tuned on ${language} alone.` : '',
      error === null
        ? ''
        : `One language has few documents: by these alone the standard error of each run is ${error.toFixed(1)} points.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    alt: `Accuracy in ${language} in per cent, highest first. ${rankingSentence(drawn)}.`,
    ...dotPanels(drawn, { mark, title, key: [], confidence: CONFIDENCE }),
    records: drawn.map((one) => ({ ...one })),
  };
}

/** Which runs of which subsets have the language among theirs: `2 of 3 of GEO, 1 of 1 of ALL`. */
function exposureWords(
  subsets: readonly string[],
  runsOf: (subset: string) => readonly Run[],
  language: string,
): string {
  const words = subsets.flatMap((subset) => {
    const own = runsOf(subset);
    const tuned = own.filter((run) => run.languages.includes(language)).length;
    return tuned === 0 ? [] : [`${tuned} of ${counted(own.length, 'run')} of ${subset}`];
  });
  return words.length === 0 ? 'none of the runs' : words.join(', ');
}

/** Standard error of a mean over benchmarks that comes from the choice of documents alone, in points. */
function documentError(base: Run, tasks: readonly string[], language: string): number | null {
  const errors = tasks.map(
    (task) => base.scores.find((score) => score.task === task && score.language === language)?.stderr ?? null,
  );
  if (errors.some((error) => error === null)) return null;
  const squares = errors.reduce<number>((sum, error) => sum + (error ?? 0) ** 2, 0);
  return (100 * Math.sqrt(squares)) / tasks.length;
}
