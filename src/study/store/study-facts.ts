/** How the runs of a study were made, in words and rows. */
import { roundDecimal } from '../../base/round-decimal.js';
import type { MadeRow, StudyFacts } from '../../records/study-facts.js';
import type { Study } from '../replicate.js';
import type { StudyRecord } from './run-record.js';

/**
 * Says of a study how it was made.
 * @throws RangeError where it has no run.
 */
export function studyFacts({ profile, records }: Pick<Study, 'profile' | 'records'>): StudyFacts {
  const [first] = records;
  if (first === undefined) throw new RangeError('studyFacts: a study must hold a run, got none');
  const ends = records.map(({ ended }) => ended).sort();
  const starts = records.map(({ started }) => started).sort();
  const total = records.reduce((sum, { seconds }) => sum + seconds.tuning + seconds.evaluation, 0);
  const versions = [...new Set(records.map(versionText))];
  const { budget } = profile.tuning.data;
  return {
    provenance: [
      `Profile ${profile.name}: ${records.length} runs of ${profile.tuning.model}, each tuned on about ${budget} pairs (the same ids in every language) and evaluated on ${first.evaluation.documents} documents.`,
      `Made from ${minute(starts[0])} to ${minute(ends.at(-1))} UTC, ${Math.round(total)} seconds of work, by ${versions.join('; ')}.`,
    ].join(' '),
    made: records.map(madeRow),
  };
}

function madeRow({ name, languages, tuning, evaluation, ended, seconds, ...seeds }: StudyRecord): MadeRow {
  const loss = (value: number | undefined): number | null =>
    value === undefined ? null : roundDecimal(value, 3);
  return {
    run: name,
    languages: languages.join(' '),
    ...{ selectionSeed: seeds.selectionSeed, tuningSeed: seeds.tuningSeed },
    ...{ steps: tuning?.steps ?? null, pairs: tuning?.pairs ?? null },
    ...{ firstLoss: loss(tuning?.firstLoss), lastLoss: loss(tuning?.lastLoss) },
    documents: evaluation.documents,
    finished: ended.slice(0, 19).replace('T', ' '),
    seconds: roundDecimal(seconds.tuning + seconds.evaluation, 1),
  };
}

function versionText({ versions: { lingtune, node, platform, backend } }: StudyRecord): string {
  return `lingtune ${lingtune} on Node ${node} (${platform}), ${backend}`;
}

function minute(time: string | undefined): string {
  return (time ?? '').slice(0, 16).replace('T', ' ');
}
