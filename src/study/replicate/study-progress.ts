import type { LongWork, ProgressReport } from '../../util/long-work.js';

/** Tells of the runs of a study as parts of one piece of work. */
export interface StudyProgress {
  /** Reports of one run's work, under the name given. */
  readonly of: (label: string) => (report: ProgressReport) => void;
  /** Takes that a run is finished. */
  readonly finished: () => void;
}

const MINUTE = 60;

/**
 * Adds to the reports of a run's work which run it is, and, once a run has shown how long one takes, how long the whole
 * study will still take. The lines of its parts give way to one another.
 * @param runs runs that are still to be made.
 * @param now milliseconds since any beginning.
 */
export function studyProgress(
  runs: number,
  onProgress: LongWork['onProgress'],
  now: () => number = () => performance.now(),
): StudyProgress {
  const began = now();
  let finished = 0;
  let runBegan = began;
  const left = (): string[] => {
    if (finished === 0) return [];
    const each = (runBegan - began) / finished;
    // BASE, the first, is not tuned: with it alone nothing can be said.
    const seconds = Math.max(each * (runs - finished) - (now() - runBegan), 0) / 1000;
    return finished < 2 ? [] : [`study: ${duration(seconds)} left`];
  };
  return {
    of: (label) => (report) =>
      onProgress?.({
        ...report,
        label: `${label}: ${report.label}`,
        note: [...(report.note === undefined ? [] : [report.note]), ...left()].join(' · ') || undefined,
        isPassing: true,
      }),
    finished: () => {
      finished += 1;
      runBegan = now();
    },
  };
}

function duration(seconds: number): string {
  return seconds < MINUTE ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / MINUTE)} min`;
}
