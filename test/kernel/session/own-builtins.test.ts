import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { kernelWork } from '../../../src/kernel/session/kernel-work.js';
import { ownBuiltins } from '../../../src/kernel/session/own-builtins.js';

// What nothing here needs meanwhile.
const { copyWithin } = Array.prototype;
const builtins = ownBuiltins();
const theirs = () => [];
const later = () => [];
const set = (value: unknown) => {
  (Array.prototype as unknown as Record<string, unknown>).copyWithin = value;
};
const found = (): unknown => Array.prototype.copyWithin;

after(() => {
  Array.prototype.copyWithin = copyWithin;
  builtins.takeBack();
  assert.equal(found(), copyWithin);
});

test('takeBack() puts the kernel’s in place, giveBack() what was there, again and again', () => {
  set(theirs);
  builtins.takeBack();
  assert.equal(found(), copyWithin);
  assert.ok(builtins.hasTheirs());
  builtins.takeBack();
  assert.equal(found(), copyWithin, 'a second time forgets nothing');
  builtins.giveBack();
  assert.equal(found(), theirs);
  builtins.takeBack();
  // Code that was left behind has the last word.
  set(later);
  builtins.takeBack();
  builtins.giveBack();
  assert.equal(found(), later);
  set(copyWithin);
  builtins.takeBack();
  assert.ok(!builtins.hasTheirs());
});

test('takeBack() knows what is deleted, added to all objects, or put in the place of a global', () => {
  const shared = Object.prototype as Record<string, unknown>;
  Reflect.deleteProperty(Array.prototype, 'copyWithin');
  const buffer = globalThis.Buffer;
  globalThis.Buffer = theirs as unknown as typeof Buffer;
  shared.get = theirs;
  builtins.takeBack();
  assert.deepEqual([found(), globalThis.Buffer, shared.get], [copyWithin, buffer, undefined]);
  builtins.giveBack();
  const state = ['copyWithin' in Array.prototype, globalThis.Buffer, shared.get];
  globalThis.Buffer = buffer;
  Reflect.deleteProperty(shared, 'get');
  Array.prototype.copyWithin = copyWithin;
  builtins.takeBack();
  assert.deepEqual(state, [false, theirs, theirs]);
});

test('kernelWork() has the kernel’s built-ins in pieces of work, the cell’s while it runs and what it awaits', async () => {
  const work = kernelWork();
  const seen: unknown[] = [];
  await work.cell(async () => {
    set(theirs);
    seen.push(found());
    work.whole(() => {
      seen.push(found());
      work.whole(() => seen.push(found()));
      seen.push(found());
    });
    seen.push(found());
    await null;
    seen.push(found());
  });
  work.settle();
  seen.push(found());
  work.cell(() => seen.push(found()));
  seen.push(found());
  // What no cell awaits, yet runs before the kernel goes on.
  await null;
  work.settle();
  set(later);
  work.regain();
  seen.push(found());
  work.cell(() => set(copyWithin));
  work.settle();
  const own = copyWithin;
  assert.deepEqual(seen, [theirs, own, own, own, theirs, theirs, own, theirs, own, own]);
});

test('takeBack() leaves what can never be put back, and does not fail', () => {
  Object.defineProperty(Math, 'fround', { value: theirs, writable: false, configurable: false });
  builtins.takeBack();
  builtins.giveBack();
  builtins.takeBack();
  assert.equal(Math.fround, theirs);
});
