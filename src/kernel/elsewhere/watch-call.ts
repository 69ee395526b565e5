import { type ProgressBar, progressBar } from '../../notebook/progress/progress-bar.js';
import type { LongWork } from '../../records/long-work.js';
import { isRecord } from './carried-args.js';

/** Variable that keeps bars away, as where a notebook is run to be read: they would say how fast the machine was. */
export const NO_BARS = 'LINGTUNE_NO_BARS';

/** Milliseconds of work that need no bar. */
const UNWATCHED = 1000;

/** A call that somebody watches. */
export interface WatchedCall {
  readonly args: readonly unknown[];
  /** Leaves the bar's last line standing. */
  end(): void;
}

/**
 * Shows a bar for a call whose caller takes no notice of how it goes on: its last argument, the options, has no function
 * in it. Work of less than a second shows none.
 */
export function watchCall(
  args: readonly unknown[],
  {
    makeBar = progressBar,
    now = () => performance.now(),
  }: { makeBar?: () => ProgressBar; now?: () => number } = {},
): WatchedCall {
  const options = args.at(-1);
  const isWatched =
    process.env[NO_BARS] === '1' ||
    !isRecord(options) ||
    Object.values(options).some((value) => typeof value === 'function');
  if (isWatched) return { args, end: () => {} };
  const bar = makeBar();
  const began = now();
  const onProgress: LongWork['onProgress'] = (report) => {
    if (now() - began > UNWATCHED) bar.report(report);
  };
  return { args: [...args.slice(0, -1), { ...options, onProgress }], end: () => bar.end() };
}
