import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFeatures } from '../../src/languages/features.js';
import { type BlendPart, blendFeatures } from '../../src/selection/blend-features.js';
import { distanceMatrix } from '../../src/selection/distance-matrix.js';
import type { FeatureScale } from '../../src/selection/scale-columns.js';
import { selectLanguages } from '../../src/selection/select-languages.js';
import { assertClose } from '../close.js';
import { smallTable } from './small-languages.js';

const LEFT = smallTable({ a: [0, 5], b: [3, 5], c: [6, 5] }, { name: 'left', missing: ['q'] });
const RIGHT = smallTable({ c: [3, 4], b: [0, 2], d: [1, 1] }, { name: 'right', missing: ['a'] });

test('blendFeatures(parts) joins the languages that all parts have, and names the missing of each', () => {
  const blend = blendFeatures([{ features: LEFT }, { features: RIGHT, weight: 4 }]);
  assert.deepEqual(blend, {
    kind: 'vectors',
    name: 'left+right',
    title: 'left (weight 1, scale none), right (weight 4, scale none)',
    codes: ['b', 'c'],
    // Weights are of squared distances: 4 doubles the values.
    matrix: { rows: 2, columns: 4, values: Float64Array.of(3, 5, 0, 4, 6, 5, 6, 8) },
    features: ['left:x0', 'left:x1', 'right:x0', 'right:x1'],
    missing: ['a', 'q', 'd'],
    equal: [],
    missingFrom: [
      { name: 'left', codes: ['q', 'd'] },
      { name: 'right', codes: ['a', 'q'] },
    ],
  });
});

const SCALED: readonly (readonly [FeatureScale, expected: readonly number[]])[] = [
  ['none', [0, 5, 3, 5, 6, 5]],
  ['zscore', [-Math.sqrt(1.5), 0, 0, 0, Math.sqrt(1.5), 0]],
  ['range', [0, 0, 0.5, 0, 1, 0]],
  ['norm', [0, 1, 3 / Math.sqrt(34), 5 / Math.sqrt(34), 6 / Math.sqrt(61), 5 / Math.sqrt(61)]],
];

for (const [scale, expected] of SCALED) {
  test(`blendFeatures([{ features, scale: ${scale} }]) scales by hand-computed values`, () => {
    const { matrix } = blendFeatures([{ features: LEFT, scale }]);
    assertClose([...matrix.values], expected, 1e-15);
  });
}

test('blendFeatures(typo and geo) has the weighted sum of the squared distances', () => {
  const [typo, geo] = [readFeatures('typo'), readFeatures('geo')];
  const blend = distanceMatrix(
    blendFeatures([
      { features: typo, weight: 0.25 },
      { features: geo, weight: 2 },
    ]),
  );
  const [left, right] = [distanceMatrix(typo).values, distanceMatrix(geo).values];
  const expected = [...left].map((value, index) =>
    Math.sqrt(0.25 * value ** 2 + 2 * (right[index] ?? 0) ** 2),
  );
  // Sums of 588 rounded squares.
  assertClose([...blend.values], expected, 1e-12);
});

test('blendFeatures(parts) is chosen from as any other features', () => {
  const blend = blendFeatures([
    { features: readFeatures('geo'), scale: 'zscore' },
    { features: readFeatures('sem'), scale: 'zscore' },
  ]);
  const selection = selectLanguages(blend, { strategy: 'kmeans', count: 14, seed: 66 });
  assert.equal(selection.languages.length, 14);
  assert.deepEqual(selection.options.features, ['geo+sem']);
  assert.deepEqual(selection.missing, readFeatures('sem').missing);
});

const BAD: readonly (readonly [name: string, parts: readonly BlendPart[], message: string])[] = [
  ['no parts', [], 'parts must hold at least one, got none'],
  [
    'a name twice',
    [{ features: LEFT }, { features: LEFT }],
    'parts must have different names, got left again',
  ],
  ['weight 0', [{ features: LEFT, weight: 0 }], 'weight of left must be above 0, got 0'],
  ['weight NaN', [{ features: LEFT, weight: Number.NaN }], 'weight of left must be above 0, got NaN'],
  ['endless weight', [{ features: LEFT, weight: Infinity }], 'weight of left must be above 0, got Infinity'],
  [
    'another scale',
    [{ features: LEFT, scale: 'log' as FeatureScale }],
    'scale of left must be one of none, zscore, range, norm, got "log"',
  ],
  [
    'no language in common',
    [{ features: LEFT }, { features: smallTable({ x: [1] }) }],
    'parts must have a language in common, got none',
  ],
  [
    'a zero vector by norm',
    [{ features: smallTable({ x: [1], y: [0] }), scale: 'norm' }],
    'a vector to be scaled by norm must not be zero, got row 1',
  ],
];

for (const [name, parts, message] of BAD) {
  test(`blendFeatures(parts) throws for ${name}`, () => {
    assert.throws(() => blendFeatures(parts), { name: 'RangeError', message: `blendFeatures: ${message}` });
  });
}
