import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studyProgress } from '../../../src/notebook/progress/study-progress.js';
import type { ProgressReport } from '../../../src/records/long-work.js';

const REPORT: ProgressReport = { label: '1 of 5 BASE: evaluate', done: 3, total: 9, unit: 'requests' };

test('studyProgress(onProgress) says how long the study takes once two runs show it', () => {
  let time = 0;
  const reports: ProgressReport[] = [];
  const progress = studyProgress(
    (report) => reports.push(report),
    () => time,
  );
  const finished = (done: number, wasFinished = false) => progress.finished({ done, total: 6, wasFinished });
  finished(1, true);
  progress.report(REPORT);
  time = 4_000;
  finished(2);
  progress.report({ ...REPORT, note: 'loss 2.5' });
  time = 20_000;
  finished(3);
  time = 25_000;
  // 10 s a run, three runs left, 5 s of them over.
  progress.report({ ...REPORT, note: 'loss 2.4' });
  assert.deepEqual(
    reports.map(({ label, note, isPassing }) => [label, note, isPassing]),
    [
      ['1 of 5 BASE: evaluate', undefined, true],
      ['1 of 5 BASE: evaluate', 'loss 2.5', true],
      ['1 of 5 BASE: evaluate', 'loss 2.4 · study: 25 s left', true],
    ],
  );
  assert.deepEqual([reports[2]?.done, reports[2]?.total, reports[2]?.unit], [3, 9, 'requests']);
});

test('studyProgress(onProgress) counts long times in minutes, and never below zero', () => {
  let time = 0;
  const notes: (string | undefined)[] = [];
  const progress = studyProgress(
    ({ note }) => notes.push(note),
    () => time,
  );
  for (const done of [1, 2]) {
    time += 10_000;
    progress.finished({ done, total: 30, wasFinished: false });
  }
  progress.report(REPORT);
  time = 1e9;
  progress.report(REPORT);
  assert.deepEqual(notes, ['study: 5 min left', 'study: 0 s left']);
});
