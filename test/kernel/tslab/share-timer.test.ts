import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareTimer } from '../../../src/kernel/tslab/share-timer.js';

/** Place for one timer, as tslab has it. */
function oneTimer() {
  let set: (() => void) | null = null;
  return {
    timers: {
      setTimeout(callback: () => void) {
        assert.equal(set, null, 'a second timer');
        set = callback;
        return callback;
      },
      clearTimeout(timer: unknown) {
        assert.equal(timer, set, 'another timer');
        set = null;
      },
    },
    isSet: () => set !== null,
    run() {
      set?.();
      set = null;
    },
  };
}

test('shareTimer(timers) runs all that wait, in order, and those that they set', () => {
  const { timers, run, isSet } = oneTimer();
  const { setTimeout, clearTimeout } = shareTimer(timers);
  const ran: string[] = [];
  setTimeout(() => {
    ran.push('first');
    clearTimeout(third);
    setTimeout(() => ran.push('set by the first'), 1);
  }, 1);
  setTimeout(() => ran.push('second'), 1);
  const third = setTimeout(() => ran.push('third'), 1);
  run();
  assert.deepEqual(ran, ['first', 'second', 'set by the first']);
  assert.equal(isSet(), false);
  setTimeout(() => ran.push('later'), 1);
  run();
  assert.equal(ran.at(-1), 'later');
});

test('shareTimer(timers) gives the place up when nothing waits any more', () => {
  const { timers, isSet } = oneTimer();
  const { setTimeout, clearTimeout } = shareTimer(timers);
  const [one, two] = [setTimeout(() => {}, 1), setTimeout(() => {}, 1)];
  clearTimeout(one);
  assert.equal(isSet(), true);
  clearTimeout(two);
  assert.equal(isSet(), false);
});

test('shareTimer(timers) leaves nothing behind where one throws', () => {
  const { timers, run, isSet } = oneTimer();
  const { setTimeout } = shareTimer(timers);
  const ran: string[] = [];
  setTimeout(() => {
    throw new RangeError('too deep');
  }, 1);
  setTimeout(() => ran.push('never'), 1);
  assert.throws(run, { name: 'RangeError', message: 'too deep' });
  assert.equal(isSet(), false);
  setTimeout(() => ran.push('next'), 1);
  run();
  assert.deepEqual(ran, ['next']);
});
