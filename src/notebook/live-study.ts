import { gainDots } from '../charts/study/gain-dots.js';
import { type StudyLog, studyLosses } from '../charts/study/study-losses.js';
import type { LogLine } from '../records/log-line.js';
import type { ProgressReport } from '../records/long-work.js';
import type { Run } from '../records/run.js';
import type { LiveOptions } from './cell-outlet.js';
import { liveFigure } from './live-figure.js';
import { progressBar } from './progress/progress-bar.js';

/** A study that can be watched: a bar, bars that grow, and the losses of all its runs. */
export interface LiveStudy {
  /** Takes progress: what `onProgress` of `replicate` is given. */
  readonly progress: (report: ProgressReport) => void;
  /** Takes a line of a run's log. */
  readonly log: (line: LogLine, run: { readonly name: string; readonly subset: string }) => void;
  /** Takes a run that is finished. */
  readonly run: (run: Run) => void;
  /** Draws the last state. @throws what `show` throws for the still pictures. */
  readonly end: () => Promise<void>;
}

/** How many runs there are, where and by which clock they are shown. */
export interface LiveStudyOptions extends LiveOptions {
  /** How many runs the study has in all, BASE among them. */
  readonly runs: number;
}

/**
 * Shows a study while it is made: in a notebook cell a progress bar, the gain of each subset as bars that grow with
 * every run, and the losses; outside of one the bar, and the words of the figures at the end.
 */
export function liveStudy({ runs: total, ...options }: LiveStudyOptions): LiveStudy {
  const bar = progressBar(options);
  const [gains, losses] = [liveFigure(options), liveFigure(options)];
  const runs: Run[] = [];
  const logs = new Map<string, StudyLog & { readonly lines: LogLine[] }>();
  const gainFigure = () => gainDots(runs, { mark: 'bar' });
  const lossFigure = () => studyLosses([...logs.values()]);
  const hasTuned = () => runs.length > 1;
  const tell = (note?: string) =>
    bar.report({ label: 'study', done: runs.length, total, unit: 'runs', note });
  return {
    progress: ({ label, done, total: all, unit, note }) => {
      const reached = all === null ? `${done} ${unit}` : `${done} of ${all} ${unit}`;
      tell([`${label} ${reached}`, ...(note === undefined ? [] : [note])].join(' · '));
    },
    log: (line, { name, subset }) => {
      const log = logs.get(name) ?? { name, subset, lines: [] };
      log.lines.push(line);
      logs.set(name, log);
      losses.draw(lossFigure);
    },
    run: (run) => {
      runs.push(run);
      tell();
      if (hasTuned()) gains.draw(gainFigure);
    },
    end: async () => {
      bar.end();
      if (hasTuned()) await gains.end(gainFigure());
      if (logs.size > 0) await losses.end(lossFigure());
    },
  };
}
