import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MimeBundle, SendOptions } from '../../../src/notebook/cell-outlet.js';
import { progressBar } from '../../../src/notebook/progress/progress-bar.js';

const report = (done: number, label = 'score') => ({ label, done, total: 4, unit: 'requests' });

/** A clock that is set by hand, in milliseconds. */
function handClock(): { now: () => number; set: (milliseconds: number) => void } {
  let time = 0;
  return {
    now: () => time,
    set: (milliseconds) => {
      time = milliseconds;
    },
  };
}

function writer(isTTY: boolean): {
  isTTY: boolean;
  columns: number;
  write: (text: string) => boolean;
  text: string[];
} {
  const text: string[] = [];
  return { isTTY, columns: 80, write: (piece) => text.push(piece) > 0, text };
}

test('progressBar().report(…) rewrites one line of a terminal, at most 8 times a second, and leaves the last', () => {
  const clock = handClock();
  const stream = writer(true);
  const bar = progressBar({ display: null, stream, now: clock.now });
  for (const [milliseconds, done] of [
    [0, 1],
    [60, 2], // Too soon after the first.
    [130, 3],
    [2000, 4],
  ] as const) {
    clock.set(milliseconds);
    bar.report(report(done));
  }
  bar.end();
  const lines = stream.text.join('').split('\r\u001b[2K');
  assert.deepEqual(
    lines.map((line) => line.match(/\d of 4|4 requests in 2.0 s \(2 a second\)\n/)?.[0]),
    [undefined, '1 of 4', '3 of 4', '4 of 4', '4 requests in 2.0 s (2 a second)\n'],
  );
});

for (const [columns, cells] of [
  [40, 39],
  [0, 79], // A terminal that was never told its size.
] as const) {
  test(`progressBar().report(…) cuts a line for ${columns} columns to ${cells} signs, but not the one that stays`, () => {
    const stream = { ...writer(true), columns };
    const bar = progressBar({ display: null, stream, now: () => 0 });
    bar.report({ ...report(1), note: 'n'.repeat(100) });
    bar.end();
    const [, line = '', last = ''] = stream.text.join('').split('\r\u001b[2K');
    assert.equal(line.length, cells);
    assert.match(last, /n{100}\n$/);
  });
}

for (const [columns, expected] of [
  [60, 'score █▎    1 of 4 requests · nnnnnnnnnnnnnnnnnnnnnnnnnnnnn'],
  [52, 'score 1 of 4 requests · nnnnnnnnnnnnnnnnnnnnnnnnnnnnn'.slice(0, 51)],
] as const) {
  test(`progressBar().report(…) makes the bar of a terminal with ${columns} columns as short as the words need`, () => {
    const stream = { ...writer(true), columns };
    const bar = progressBar({ display: null, stream, now: () => 0 });
    bar.report({ ...report(1), note: 'n'.repeat(29) });
    assert.equal(stream.text.join(''), `\r\u001b[2K${expected}`);
  });
}

test('progressBar().report(…) writes plain lines into a log, one in ten seconds at most', () => {
  const clock = handClock();
  const stream = writer(false);
  const bar = progressBar({ display: null, stream, now: clock.now });
  for (const [milliseconds, done] of [
    [0, 1],
    [9000, 2],
    [10_000, 3],
  ] as const) {
    clock.set(milliseconds);
    bar.report(report(done));
  }
  bar.end();
  assert.deepEqual(
    stream.text.map((line) => line.match(/\d of 4/)?.[0]),
    ['1 of 4', '3 of 4', '3 of 4'],
  );
  assert.ok(stream.text.every((line) => line.endsWith('\n') && !line.includes('\u001b')));
});

test('progressBar().report(…) updates one display of a cell for each label', () => {
  const clock = handClock();
  const sent: { text: unknown; options: SendOptions | undefined }[] = [];
  const display = ({ data }: MimeBundle, options?: SendOptions) => {
    sent.push({ text: data['text/plain'], options });
  };
  const bar = progressBar({ display, now: clock.now });
  bar.report(report(1, 'load'));
  clock.set(1000);
  bar.report(report(4, 'load'));
  bar.report(report(1, 'score'));
  bar.end();
  const [first, , , second] = sent;
  assert.deepEqual(
    sent.map(({ options }) => options?.isUpdate),
    [false, true, true, false, true],
  );
  assert.equal(new Set(sent.slice(0, 3).map(({ options }) => options?.id)).size, 1);
  assert.notEqual(first?.options?.id, second?.options?.id);
  assert.equal(sent[2]?.text, 'load: 4 requests in 1.0 s (4 a second)');
});

/** Reports of three languages that come and go, and of what follows. */
const PASSING = ['read et', 'read th', 'read ur'].map((label) => ({ ...report(4, label), isPassing: true }));

test('progressBar().report(…) leaves no line of passing work on a terminal', () => {
  const clock = handClock();
  const stream = writer(true);
  const bar = progressBar({ display: null, stream, now: clock.now });
  for (const [index, passing] of PASSING.entries()) {
    clock.set(100 * (index + 1)); // The second and third come 125 ms or less after what was drawn.
    bar.report(passing);
  }
  bar.end();
  const drawn = stream.text.join('').split('\r\u001b[2K');
  assert.deepEqual(
    drawn.map((line) => line.split(' ').slice(0, 2).join(' ')),
    ['', '', 'read th', '', ''],
  );
  assert.ok(!drawn.join('').includes('\n'));
});

test('progressBar().report(…) tells a log of passing work only every ten seconds', () => {
  const clock = handClock();
  const stream = writer(false);
  const bar = progressBar({ display: null, stream, now: clock.now });
  for (const [index, passing] of PASSING.entries()) {
    clock.set(5000 * (index + 1));
    bar.report(passing);
  }
  bar.end();
  assert.equal(stream.text.length, 1);
  assert.match(stream.text[0] ?? '', /^read th .*4 of 4 requests/);
});

test('progressBar().report(…) has passing work share the display of a cell with what follows', () => {
  const clock = handClock();
  const ids: (string | undefined)[] = [];
  const bar = progressBar({ display: (_, options) => ids.push(options?.id), now: clock.now });
  for (const [index, passing] of [...PASSING, report(4)].entries()) {
    clock.set(1000 * (index + 1));
    bar.report(passing);
  }
  bar.end();
  assert.equal(ids.length, 5);
  assert.equal(new Set(ids).size, 1);
});

test('progressBar().end() draws nothing where nothing was reported', () => {
  const stream = writer(true);
  progressBar({ display: null, stream }).end();
  assert.deepEqual(stream.text, []);
});
