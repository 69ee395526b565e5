import { listText } from '../../base/list-text.js';
import type { Run } from '../../records/run.js';
import { type Summary, summarize } from '../../results/statistics.js';
import { signedText } from '../measures/measure-text.js';
import { INFORMED_SUBSETS } from '../subsets.js';
import { type ExposureMeasure, measureExposures } from './measure-exposures.js';
import { type StudyGroups, studyGroups } from './study-groups.js';
import { type Exposure, studyAverage } from './study-scores.js';
import { counted } from './study-words.js';

/** What an interval says of a difference: all of it above 0, all of it below, or neither. */
export type IntervalSide = 'above' | 'below' | 'undecided';

/** What a study found, by rules that its numbers decide. */
export interface StudyFindings {
  /** Whether tuning teaches, in the languages tuned on and in others. */
  readonly gains: readonly ExposureGain[];
  /** Linguistically chosen languages against random ones; `null` where either has fewer than three repetitions. */
  readonly choice: ChoiceFinding | null;
  /** The same in sentences, with what a study of this size can and cannot say. */
  readonly sentences: readonly string[];
}

/** Gain over the untuned model in languages of one kind. */
export interface ExposureGain {
  readonly exposure: Exposure;
  /** Mean of the subsets with at least three runs, in points. */
  readonly mean: number;
  /** Subsets whose mean lies above the untuned model by more than their own margin. */
  readonly above: readonly string[];
  /** Subsets with at least three runs. */
  readonly subsets: readonly string[];
}

/** Mean of the linguistically chosen subsets minus the random one, repetition by repetition. */
export interface ChoiceFinding extends Summary {
  readonly direction: IntervalSide;
  /** Linguistically chosen subsets that there are. */
  readonly informed: readonly string[];
  /** Those whose mean average is above the random one's. */
  readonly higher: readonly string[];
}

/** Name of the subset that is chosen at random. */
const RANDOM = 'RND';
/** Of two runs, accuracies over few documents are often equal by chance, and their margin is then nothing. */
const LEAST_RUNS = 3;

/**
 * Says what a study found. Tuning teaches a subset where its mean lies above the untuned model by more than its margin;
 * linguistic choice wins where the mean of FAM, GEO, LEARN, SEM and TYPO minus RND, run i with run i, has its whole 95 %
 * interval above 0, and loses where it has it below. Nothing is said of fewer than three repetitions.
 * @param runs all of them, `BASE` among them.
 * @throws RangeError where there is not exactly one run of BASE.
 */
export function studyFindings(runs: readonly Run[]): StudyFindings {
  const study = studyGroups(runs, 'studyFindings');
  const marks = measureExposures(study, RANDOM).filter(({ n }) => n >= LEAST_RUNS);
  const gains = (['tuned', 'other'] as const).flatMap((exposure) => gainOf(marks, exposure));
  const choice = choiceOf(study);
  return {
    gains,
    choice,
    sentences: [
      ...gains.map(gainSentence),
      choice === null ? NO_CHOICE : choiceSentence(choice),
      ...transferSentence(gains),
      limitSentence(study, choice),
    ],
  };
}

function gainOf(marks: readonly ExposureMeasure[], exposure: Exposure): ExposureGain[] {
  const own = marks.filter((mark) => mark.exposure === exposure);
  if (own.length === 0) return [];
  return [
    {
      exposure,
      mean: own.reduce((sum, { mean }) => sum + mean, 0) / own.length,
      above: own.filter(({ mean, margin }) => mean > (margin ?? 0)).map(({ subset }) => subset),
      subsets: own.map(({ subset }) => subset),
    },
  ];
}

function choiceOf({ subsets, runsOf, tasks }: StudyGroups): ChoiceFinding | null {
  const informed = INFORMED_SUBSETS.filter((subset) => subsets.includes(subset));
  const average = (run: Run): number => studyAverage(run, tasks);
  const differences = runsOf(RANDOM).flatMap((random) => {
    const same = informed.flatMap((subset) => runsOf(subset).filter(({ run }) => run === random.run));
    if (same.length < informed.length || same.length === 0) return [];
    return [summarize(same.map(average)).mean - average(random)];
  });
  if (differences.length < LEAST_RUNS) return null;
  const summary = summarize(differences);
  const meanOf = (subset: string): number => summarize(runsOf(subset).map(average)).mean;
  return {
    ...summary,
    direction: directionOf(summary),
    informed,
    higher: informed.filter((subset) => meanOf(subset) > meanOf(RANDOM)),
  };
}

function directionOf({ mean, margin }: Summary): IntervalSide {
  if (margin === null || Math.abs(mean) <= margin) return 'undecided';
  return mean > 0 ? 'above' : 'below';
}

function gainSentence({ exposure, mean, above, subsets }: ExposureGain): string {
  const where = exposure === 'tuned' ? 'In the languages tuned on' : 'In the languages not tuned on';
  const verdict =
    above.length === subsets.length
      ? `in ${everySubset(subsets.length)} by more than the margin`
      : above.length === 0
        ? `in none of ${counted(subsets.length, 'subset')} by more than the margin, so that no gain is shown`
        : `by more than the margin in ${above.length} of ${counted(subsets.length, 'subset')} (${above.join(', ')})`;
  return `${where}, tuned models lie ${signedText(mean)} points from the untuned one, mean of the subsets: above it ${verdict}.`;
}

function everySubset(count: number): string {
  if (count === 1) return 'the only subset';
  return count === 2 ? 'both subsets' : `all ${count} subsets`;
}

function choiceSentence({ direction, mean, margin, n, informed, higher }: ChoiceFinding): string {
  const verdict = {
    above: 'Linguistically chosen languages win over random ones',
    below: 'Linguistically chosen languages lose against random ones',
    undecided:
      'Linguistically chosen languages do not win over random ones, nor do they lose: no difference is shown',
  }[direction];
  return `${verdict}: ${listText(informed)} ${informed.length === 1 ? 'lies' : 'together lie'} ${signedText(mean)} ± ${(margin ?? 0).toFixed(2)} points from ${RANDOM} (${counted(n, 'repetition')}, run by run); ${higherSentence(informed, higher)}.`;
}

function higherSentence(informed: readonly string[], higher: readonly string[]): string {
  if (informed.length === 1) return `its mean is ${higher.length === 1 ? '' : 'not '}higher than ${RANDOM}’s`;
  return `${higher.length} of ${informed.length} have a higher mean than ${RANDOM}`;
}

/** What of the gain reaches languages that were not tuned on; nothing where less than half of the subsets show one. */
function transferSentence(gains: readonly ExposureGain[]): string[] {
  const [tuned, other] = (['tuned', 'other'] as const).map((exposure) =>
    gains.find((gain) => gain.exposure === exposure),
  );
  if (tuned === undefined || other === undefined) return [];
  if (2 * tuned.above.length < tuned.subsets.length) return [];
  const share = Math.round((100 * other.mean) / tuned.mean);
  return [
    `The gain in languages not tuned on is ${share} % of that in languages tuned on: the less the two differ, the less it can matter which languages are chosen.`,
  ];
}

/** Said where there is nothing to judge by. */
const NO_CHOICE =
  'Whether linguistically chosen languages win over random ones is not judged: there are fewer than three repetitions of both.';

function limitSentence({ model, tasks, base }: StudyGroups, choice: ChoiceFinding | null): string {
  const languages = new Set(base.scores.flatMap(({ language }) => language ?? [])).size;
  const resolution =
    choice?.margin === null || choice === null
      ? ''
      : ` A difference between linguistic and random choice below ${choice.margin.toFixed(2)} points could not have been seen.`;
  return `This is one model (${model}) on ${counted(tasks.length, 'benchmark')} of its own in ${counted(languages, 'language')}: it shows that the whole way from choice to table works, and what tuning does to this model. It says nothing of large models or of the paper’s benchmarks.${resolution}`;
}
