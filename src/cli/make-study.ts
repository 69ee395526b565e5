/** Making a study as a command: told of on the error stream, with its page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBackend } from '../backend/start-backend.js';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { withInterrupt } from '../base/signals/with-interrupt.js';
import { type StudyContents, studyContents } from '../charts/study/study-contents.js';
import { studyAverage } from '../charts/study/study-scores.js';
import { studyPage } from '../charts/study/study-section.js';
import { plotlyBundle } from '../notebook/pictures/picture-page.js';
import { progressBar } from '../notebook/progress/progress-bar.js';
import { studyProgress } from '../notebook/progress/study-progress.js';
import { readPublished } from '../results/published.js';
import { STUDY_PROFILES, type StudyProfileName } from '../study/plan/profiles.js';
import { type FinishedRun, replicate, type Study } from '../study/replicate.js';
import { recordRun } from '../study/store/run-record.js';
import { studyFacts } from '../study/store/study-facts.js';

/** Where a study goes, and what it has beside its profile. */
export interface MakeStudyOptions {
  readonly output: string;
  /** Numbers of languages beside the profile's (default: none). */
  readonly counts?: readonly number[];
}

/**
 * Makes a study, telling of it on the error stream, and writes its page.
 * @throws what `replicate` throws; InterruptedError where a signal stopped it.
 */
export async function makeStudy(
  name: StudyProfileName,
  { output, counts = [] }: MakeStudyOptions,
): Promise<StudyContents> {
  const profile = { ...STUDY_PROFILES[name], counts };
  const bar = progressBar();
  const progress = studyProgress(bar.report);
  const onRun = (run: FinishedRun): void => {
    bar.end();
    progress.finished(run);
    if (!run.wasFinished) console.error(runLine(run));
    else if (run.done === 1) console.error(`${output}: goes on; what is finished is not repeated`);
  };
  const study: Study = await withInterrupt(
    (signal) => replicate(profile, { output, signal, onProgress: progress.report, onRun }),
    'what is done is kept; the same command goes on from there',
  ).finally(bar.end);
  const contents = studyContents(study.records.map(recordRun), readPublished(), studyFacts(study));
  writeFileAtomic(join(output, 'report.html'), studyPage(contents, readFileSync(plotlyBundle(), 'utf8')));
  return contents;
}

/**
 * Whether a study can be made in minutes. On WebAssembly it takes many times longer, which is said on the error stream.
 */
export async function isStudyFeasible(): Promise<boolean> {
  if ((await startBackend()).name !== 'wasm') return true;
  console.error(
    'WebAssembly would take half an hour and more to tune models: the study and the notebooks that tune are left out; lingtune replicate --profile smoke makes a study',
  );
  return false;
}

/** One line on a run: `5 of 20 GEO-1 · loss 3.02 → 2.41 · accuracy 61.2 % · 12.3 s`. */
function runLine({ record, done, total }: FinishedRun): string {
  const { name, tuning, seconds } = record;
  const run = recordRun(record);
  const average = studyAverage(run, [...new Set(run.scores.map(({ task }) => task))]);
  const facts = [
    `${done} of ${total} ${name}`,
    ...(tuning === null ? [] : [`loss ${tuning.firstLoss.toFixed(2)} → ${tuning.lastLoss.toFixed(2)}`]),
    `accuracy ${average.toFixed(1)} %`,
    `${(seconds.tuning + seconds.evaluation).toFixed(1)} s`,
  ];
  return facts.join(' · ');
}
