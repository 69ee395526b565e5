import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaitsInLoop } from '../../../src/kernel/tslab/awaits-in-loop.js';
import { loadTslab } from '../../../src/kernel/tslab/tslab-seam.js';

const { compiler } = loadTslab();

for (const [source, expected] of [
  ['for await (const x of y) f(x);', true],
  ['if (a) { try { for await (const x of y) f(x); } finally {} }', true],
  ['switch (a) { case 1: for await (const x of y) f(x); }', true],
  ['try {} catch { label: for (;;) for await (const x of y) f(x); }', true],
  ['for (const x of y) f(x); // not for await', false],
  ['async function g() { for await (const x of y) f(x); }', false],
  ['const g = async () => { for await (const x of y) f(x); };', false],
  ['class G { async g() { for await (const x of y) f(x); } }', false],
  ['await f();', false],
  [`${'1 + '.repeat(20_000)}1; // await`, false],
] as const) {
  test(`awaitsInLoop(compiler, ${JSON.stringify(source.slice(0, 70))}) is ${expected}`, () => {
    assert.equal(awaitsInLoop(compiler, source), expected);
  });
}
