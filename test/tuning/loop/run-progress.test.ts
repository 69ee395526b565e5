import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProgressReport } from '../../../src/records/long-work.js';
import { runProgress } from '../../../src/tuning/loop/run-progress.js';

const line = (step: number, loss: number, tokens: number) => ({
  ...{ step, loss, tokens },
  ...{ learning_rate: 0.1, grad_norm: 1, epoch: step / 10 },
});

test('runProgress(range, onProgress) tells the newest losses, and the pace of learning alone', () => {
  const reports: ProgressReport[] = [];
  const progress = runProgress({ from: 4, total: 9 }, (report) => reports.push(report));
  progress.learnt(line(5, 2.34567, 1500), 1000);
  progress.evaluating(8, 40);
  progress.evaluated(2.5);
  // 3,500 tokens in 1.5 s of learning.
  progress.learnt(line(6, 1.25, 2000), 500);
  assert.deepEqual(
    reports.map(({ done, note }) => [done, note]),
    [
      [4, undefined],
      [5, 'loss 2.346 · 1,500 tokens a second'],
      [5, 'loss 2.346 · evaluating 8 of 40 held-out pairs'],
      [5, 'loss 2.346 · held-out 2.500 · 1,500 tokens a second'],
      [6, 'loss 1.250 · held-out 2.500 · 2,333 tokens a second'],
    ],
  );
  for (const { note: _, done: __, ...fixed } of reports) {
    assert.deepEqual(fixed, { label: 'tune', total: 9, unit: 'steps', from: 4 });
  }
});

test('runProgress(range, onProgress) tells no pace where a resumed run begins with an evaluation', () => {
  const notes: (string | undefined)[] = [];
  const progress = runProgress({ from: 4, total: 4 }, ({ note }) => notes.push(note));
  progress.evaluating(1, 2);
  progress.evaluated(3);
  assert.deepEqual(notes, [undefined, 'evaluating 1 of 2 held-out pairs', 'held-out 3.000']);
});

test('runProgress(range, undefined) tells nobody', () => {
  runProgress({ from: 0, total: 2 }, undefined).learnt(line(1, 2, 3), 4);
});
