import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  collectScores,
  findGaps,
  noteWithoutAccuracy,
  refuseUnprintable,
} from '../../../src/results/import/evaluation.js';
import { exampleScore } from '../example-run.js';

const accuracy = (name: string, value: number, filter = 'none') => ({
  name,
  filter,
  accuracy: value,
  stderr: null,
  version: null,
});

test('collectScores(accuracies) reads names as benchmark and language, in order', () => {
  const { scores, notes } = collectScores([accuracy('paws_ko', 0.5), accuracy('xwinograd_jp', 0.25)]);
  assert.deepEqual(scores, [exampleScore('pawsx', 'ko', 0.5), exampleScore('xwinograd', 'ja', 0.25)]);
  assert.deepEqual(notes, []);
});

for (const [name, filters, expected, taken] of [
  ['the plain filter over an earlier one', ['strict', 'none'], 0.2, 'none'],
  ['the plain filter over a later one', ['none', 'strict'], 0.1, 'none'],
  ['the first where none is plain', ['strict', 'loose'], 0.1, 'strict'],
  ['the first of two plain ones', ['none', 'none'], 0.1, 'none'],
] as const) {
  test(`collectScores(accuracies) takes ${name}, and says so`, () => {
    const { scores, notes } = collectScores([accuracy('a', 0.1, filters[0]), accuracy('a', 0.2, filters[1])]);
    assert.deepEqual(scores, [exampleScore('a', null, expected)]);
    assert.deepEqual(notes, [`"a" is listed more than once, filter "${taken}" is taken`]);
  });
}

const XWINOGRAD = [null, 'en', 'fr', 'ja', 'pt', 'ru', 'zh'].map((code) =>
  exampleScore('xwinograd', code, 0.5),
);

for (const [name, scores, expected] of [
  ['nothing in a complete benchmark', XWINOGRAD, []],
  ['nothing where no benchmark is begun', [exampleScore('mmlu', null, 0.5)], []],
  ['languages', XWINOGRAD.slice(0, -2), ['xwinograd lacks ru, zh']],
  ['a group', XWINOGRAD.slice(1), ["xwinograd lacks its group's accuracy"]],
  ['both', XWINOGRAD.slice(2), ['xwinograd lacks en', "xwinograd lacks its group's accuracy"]],
] as const) {
  test(`findGaps(scores) finds ${name}`, () => {
    assert.deepEqual(findGaps(scores), expected);
  });
}

test('refuseUnprintable(model) keeps printable names and refuses others', () => {
  assert.deepEqual(refuseUnprintable({ baseModel: '<b>x</b>', adapter: null }), {
    baseModel: '<b>x</b>',
    adapter: null,
    lacks: [],
  });
  assert.deepEqual(refuseUnprintable({ baseModel: 'x', adapter: 'a\u0000' }), {
    baseModel: 'x',
    adapter: null,
    lacks: ['the name "a\\u0000" holds control characters and is left out'],
  });
});

for (const [count, expected] of [
  [0, []],
  [1, ['1 without an accuracy (acc) left out: "t0"']],
  [6, ['6 without an accuracy (acc) left out: "t0", "t1", "t2", "t3", "t4", …']],
] as const) {
  test(`noteWithoutAccuracy(names) of ${count} names gives ${expected.length} note`, () => {
    assert.deepEqual(noteWithoutAccuracy(Array.from({ length: count }, (_, index) => `t${index}`)), expected);
  });
}
