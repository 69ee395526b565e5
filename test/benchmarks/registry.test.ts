import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBenchmark } from '../../src/benchmarks/registry.js';

const CASES: readonly (readonly [string, number | null])[] = [
  ['xnli', 1 / 3],
  ['xcopa', 0.5],
  ['xstorycloze', 0.5],
  ['xwinograd', 0.5],
  ['pawsx', 0.5],
  ['pocket_names', 0.5],
  ['mmlu', null],
  ['toString', null],
];
for (const [task, expected] of CASES) {
  test(`findBenchmark('${task}') knows the accuracy of guessing: ${expected}`, () => {
    assert.equal(findBenchmark(task)?.chance ?? null, expected);
  });
}
