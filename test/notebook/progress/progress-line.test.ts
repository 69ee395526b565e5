import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastLine, progressLine } from '../../../src/notebook/progress/progress-line.js';

const requests = { label: 'xcopa_et', done: 1024, total: 2200, unit: 'requests' };
const unknown = { label: 'read', done: 5, total: null, unit: 'rows' };
const download = { label: 'model', done: 250_000_000, total: 1_000_000_000, unit: 'bytes' };

const lines: [string, ReturnType<typeof progressLine>, string][] = [
  // 1024 / 2200 of 24 cells are 11 cells and 1 eighth; 71.1 a second leave 1176 / 71.1 = 16.5 s.
  [
    'says how much, how fast and how long yet',
    progressLine(requests, 14.4),
    'xcopa_et ███████████▏             1,024 of 2,200 requests · 71 a second · 17 s left',
  ],
  ['has no bar where the total is not known', progressLine(unknown, 2), 'read 5 rows · 2.5 a second'],
  [
    'counts bytes in thousands',
    progressLine(download, 10),
    'model ██████                   250 MB of 1 GB · 25 MB a second · 30 s left',
  ],
  [
    'gives no pace before anything is done',
    progressLine({ ...requests, done: 0 }, 0),
    'xcopa_et                          0 of 2,200 requests',
  ],
  [
    'tells long times in minutes',
    progressLine({ label: 'tune', done: 1, total: 62, unit: 'steps' }, 3),
    'tune ▍                        1 of 62 steps · 0.33 a second · 3 min 3 s left',
  ],
  [
    'counts no pace for what was done before, and has a note in place of it',
    progressLine({ label: 'tune', done: 30, total: 50, unit: 'steps', from: 10, note: 'loss 2.5' }, 10),
    'tune ██████████████▍          30 of 50 steps · 10 s left · loss 2.5',
  ],
  [
    'tells longer times in hours',
    progressLine({ label: 'tune', done: 1, total: 101, unit: 'steps' }, 78),
    'tune ▎                        1 of 101 steps · 0.013 a second · 2 h 10 min left',
  ],
  [
    'has a bar of another width where one is given',
    progressLine({ ...requests, done: 1100 }, 10, 8),
    'xcopa_et ████     1,100 of 2,200 requests · 110 a second · 10 s left',
  ],
  [
    'gives no pace in the first moment, where it would be chance',
    progressLine({ ...requests, done: 1100 }, 0.05, 8),
    'xcopa_et ████     1,100 of 2,200 requests',
  ],
];

for (const [title, line, expected] of lines) {
  test(`progressLine(report, seconds) ${title}`, () => {
    assert.equal(line, expected);
  });
}

test('lastLine(report, seconds) tells what was done in which time', () => {
  assert.equal(lastLine({ ...requests, done: 2200 }, 31), 'xcopa_et: 2,200 requests in 31 s (71 a second)');
});

test('lastLine(report, seconds) ends with the note', () => {
  const report = { label: 'tune', done: 50, total: 50, unit: 'steps', from: 10, note: 'loss 2.5' };
  assert.equal(lastLine(report, 10), 'tune: 50 steps in 10 s (4 a second) · loss 2.5');
});

test('lastLine(report, seconds) tells how far work came that was cut short', () => {
  assert.equal(lastLine(requests, 14.4), 'xcopa_et: 1,024 of 2,200 requests in 14 s (71 a second)');
});
