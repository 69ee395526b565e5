import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studyProgress } from '../../../src/study/replicate/study-progress.js';
import type { ProgressReport } from '../../../src/util/long-work.js';

const REPORT: ProgressReport = { label: 'tune', done: 3, total: 9, unit: 'steps', note: 'loss 2.5' };

test('studyProgress(runs, onProgress) names the run, and says how long the study takes once two runs show it', () => {
  let time = 0;
  const reports: ProgressReport[] = [];
  const progress = studyProgress(
    5,
    (report) => reports.push(report),
    () => time,
  );
  progress.of('1 of 5 BASE')({ ...REPORT, note: undefined });
  time = 4_000;
  progress.finished();
  progress.of('2 of 5 GEO-1')(REPORT);
  time = 20_000;
  progress.finished();
  time = 25_000;
  // 10 s a run, three runs left, 5 s of them over.
  progress.of('3 of 5 RND-1')(REPORT);
  assert.deepEqual(
    reports.map(({ label, note, isPassing }) => [label, note, isPassing]),
    [
      ['1 of 5 BASE: tune', undefined, true],
      ['2 of 5 GEO-1: tune', 'loss 2.5', true],
      ['3 of 5 RND-1: tune', 'loss 2.5 · study: 25 s left', true],
    ],
  );
  assert.deepEqual([reports[2]?.done, reports[2]?.total, reports[2]?.unit], [3, 9, 'steps']);
});

test('studyProgress(runs, onProgress) counts long times in minutes, and never below zero', () => {
  let time = 0;
  const notes: (string | undefined)[] = [];
  const progress = studyProgress(
    30,
    ({ note }) => notes.push(note),
    () => time,
  );
  for (time of [10_000, 20_000]) progress.finished();
  progress.of('3 of 30')({ ...REPORT, note: undefined });
  time = 1e9;
  progress.of('3 of 30')({ ...REPORT, note: undefined });
  assert.deepEqual(notes, ['study: 5 min left', 'study: 0 s left']);
});
