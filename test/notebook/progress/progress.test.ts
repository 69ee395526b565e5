import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progress } from '../../../src/notebook/progress/progress.js';

/** A log, and a clock that goes on by a second at each look. */
function log() {
  const lines: string[] = [];
  let time = 0;
  const now = () => {
    time += 1000;
    return time;
  };
  const stream = { isTTY: false, columns: 80, write: (text: string) => lines.push(text) > 0 };
  return { lines, where: { display: null, stream: stream as never, now } };
}

async function* three(): AsyncGenerator<number> {
  yield* [1, 2, 3];
}

for (const [name, items, total] of [
  ['a list', [1, 2, 3], '0 of 3'],
  ['a set', new Set([1, 2, 3]), '0 of 3'],
  ['an async iterable', three(), '0'],
] as const) {
  test(`progress(${name}) gives its items, and its last line stays`, async () => {
    const { lines, where } = log();
    const seen: number[] = [];
    for await (const item of progress<number>(items, { label: 'walk', unit: 'steps', ...where }))
      seen.push(item);
    assert.deepEqual(seen, [1, 2, 3]);
    assert.match(lines[0] ?? '', new RegExp(`^walk .*${total} steps`));
    assert.match(lines.at(-1) ?? '', /^walk: 3 steps in [\d.]+ s \([\d.]+ a second\)\n$/);
  });
}

test('progress(items) within progress(items) ends each with its own line, and breaking off tells how far it came', async () => {
  const { lines, where } = log();
  for await (const outer of progress(['a', 'b'], { label: 'outer', ...where })) {
    for await (const inner of progress([1, 2, 3], { label: `inner ${outer}`, ...where }))
      if (inner === 2) break;
  }
  const last = lines.filter((line) => / in \d/.test(line)).map((line) => line.replace(/ in .*\n/, ''));
  assert.deepEqual(last, ['inner a: 1 of 3 items', 'inner b: 1 of 3 items', 'outer: 2 items']);
});

test('progress(items) throws where items cannot be iterated or total is no number from 0', () => {
  const wrong: unknown[] = [null, 5, {}];
  for (const items of wrong) {
    assert.throws(() => progress(items as number[]), {
      name: 'TypeError',
      message: /^progress: items must be iterable, got /,
    });
  }
  assert.throws(() => progress([1], { total: -1 }), {
    name: 'RangeError',
    message: 'progress: total must be a number from 0, got -1',
  });
});
