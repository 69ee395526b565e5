import type { LongWork, ProgressReport } from '../../records/long-work.js';

/** Tells of the work on a study's runs, and how long the study will take. */
export interface StudyProgress {
  /** Takes progress of a run: what `onProgress` of `replicate` is given. */
  readonly report: (report: ProgressReport) => void;
  /** Takes that a run is finished. */
  readonly finished: (run: StudyCount) => void;
}

/** Which run of how many is finished. */
export interface StudyCount {
  readonly done: number;
  readonly total: number;
  /** Whether it was finished before. */
  readonly wasFinished: boolean;
}

const MINUTE = 60;
/** Runs from which the time of the others is reckoned: the first, BASE, is not tuned. */
const LEAST_RUNS = 2;

/**
 * Adds to the reports of a study, once two runs have shown how long one takes, how long the whole will still take. The
 * lines of its parts give way to one another.
 * @param now milliseconds since any beginning.
 */
export function studyProgress(
  onProgress: NonNullable<LongWork['onProgress']>,
  now: () => number = () => performance.now(),
): StudyProgress {
  const began = now();
  let made = 0;
  let missing = 0;
  let runBegan = began;
  const left = (): string[] => {
    if (made < LEAST_RUNS) return [];
    const milliseconds = ((runBegan - began) / made) * missing - (now() - runBegan);
    return [`study: ${duration(Math.max(milliseconds, 0) / 1000)} left`];
  };
  return {
    report: (report) => {
      const notes = [...(report.note === undefined ? [] : [report.note]), ...left()];
      onProgress({ ...report, note: notes.length === 0 ? undefined : notes.join(' · '), isPassing: true });
    },
    finished: ({ done, total, wasFinished }) => {
      missing = total - done;
      if (wasFinished) return;
      made += 1;
      runBegan = now();
    },
  };
}

function duration(seconds: number): string {
  return seconds < MINUTE ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / MINUTE)} min`;
}
