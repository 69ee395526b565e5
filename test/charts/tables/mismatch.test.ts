import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ComputedCell, countMismatches, explainMismatch } from '../../../src/charts/tables/mismatch.js';
import { roundEstimate } from '../../../src/charts/tables/table-accuracy.js';

function cell(subset: string, column: string, mean: number, margin: number, model = 'mGPT'): ComputedCell {
  const exact = { n: 3, mean, margin };
  return { key: { model, subset, column }, exact, rounded: roundEstimate(exact) };
}

const OWN = cell('GEO', 'es', 46.587, 0.938);
const CELLS = [
  OWN,
  cell('GEO', 'en', 70, 1),
  cell('RND', 'es', 60, 2),
  cell('GEO', 'es', 61, 3, 'mT5-xl'),
  cell('RND', 'es', 62, 4, 'mT5-xl'),
  cell('RND', 'en', 63, 5),
];

const CASES: readonly (readonly [string, number, number, object | null])[] = [
  ['has nothing to say of equal digits', 46.59, 0.94, null],
  ['knows a mean that was cut off', 46.58, 0.94, { kind: 'cut', holds: null }],
  ['knows a margin that was cut off', 46.59, 0.93, { kind: 'cut', holds: null }],
  ['does not take a digit too many for a cut', 46.6, 0.94, { kind: 'mean', holds: null }],
  [
    'finds the value of another column',
    70,
    1,
    { kind: 'column', holds: { model: 'mGPT', subset: 'GEO', column: 'en' } },
  ],
  [
    'finds the value of another subset',
    60,
    2,
    { kind: 'row', holds: { model: 'mGPT', subset: 'RND', column: 'es' } },
  ],
  [
    'finds the value of another model',
    61,
    3,
    { kind: 'row', holds: { model: 'mT5-xl', subset: 'GEO', column: 'es' } },
  ],
  ['takes a distant cell for chance', 62, 4, { kind: 'both', holds: null }],
  ['takes a cell of another row and column for chance', 63, 5, { kind: 'both', holds: null }],
  ['sees that only the margin differs', 46.59, 1.2, { kind: 'margin', holds: null }],
  ['sees that only the mean differs', 47.1, 0.94, { kind: 'mean', holds: null }],
];

for (const [name, mean, margin, expected] of CASES) {
  test(`explainMismatch(printed, cell, cells) ${name}`, () =>
    assert.deepEqual(explainMismatch({ mean, margin }, OWN, CELLS), expected));
}

test('explainMismatch(printed, cell, cells) tells a missing margin from a cut one', () => {
  assert.deepEqual(explainMismatch({ mean: 46.58, margin: null }, OWN, CELLS), { kind: 'both', holds: null });
});

test('explainMismatch(printed, cell, cells) does not take rounding noise for a digit cut off', () => {
  const noisy = cell('GEO', 'es', 57 - 1e-12, 1);
  assert.deepEqual(explainMismatch({ mean: 56.99, margin: 1 }, noisy, [noisy]), {
    kind: 'mean',
    holds: null,
  });
});

test('countMismatches(kinds) counts each kind once, in a fixed order', () => {
  assert.equal(countMismatches([]), '');
  assert.equal(
    countMismatches(['both', null, 'cut', 'both']),
    '1 with digits cut off instead of rounded, 2 with another mean and margin',
  );
});
