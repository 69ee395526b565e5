import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchCall } from '../../../src/kernel/elsewhere/watch-call.js';
import type { ProgressReport } from '../../../src/records/long-work.js';

/** A bar that writes down what happens to it, and the call of a clock that stands where `at` says. */
function watch(args: readonly unknown[], clock: { at: number }) {
  const seen: string[] = [];
  const makeBar = () => ({
    report: ({ done }: ProgressReport) => void seen.push(String(done)),
    end: () => void seen.push('end'),
  });
  return { seen, ...watchCall(args, { makeBar, now: () => clock.at }) };
}

test('watchCall(args) shows a bar from the second second on, where nobody else watches', () => {
  const clock = { at: 0 };
  const { args, seen, end } = watch(['config', { output: 'folder' }], clock);
  const [config, options] = args as [string, { output: string; onProgress(report: ProgressReport): void }];
  assert.deepEqual([config, options.output], ['config', 'folder']);
  for (const [done, at] of [500, 1500, 2500].entries()) {
    clock.at = at;
    options.onProgress({ label: 'tuning', done, total: 3, unit: 'steps' });
  }
  end();
  assert.deepEqual(seen, ['1', '2', 'end']);
});

for (const [name, args] of [
  ['has a callback of its own', [{ onLog: () => {} }]],
  ['has no options', ['model', 3]],
  ['has nothing', []],
] as const) {
  test(`watchCall(args) leaves a call alone that ${name}`, () => {
    const watched = watch(args, { at: 0 });
    watched.end();
    assert.equal(watched.args, args);
    assert.deepEqual(watched.seen, []);
  });
}
