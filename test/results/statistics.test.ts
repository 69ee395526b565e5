import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  benjaminiHochberg,
  holm,
  margin,
  mean,
  pairedTTest,
  significanceBand,
  standardDeviation,
  summarize,
} from '../../src/results/statistics.js';
import { assertClose } from '../close.js';
import { readReference } from '../reference-file.js';

/** Two independent double-precision computations of t quantiles and tails agree to about 1e-13. */
const TOLERANCE = 1e-10;

interface Reference {
  samples: {
    kind: string;
    values: number[];
    mean: number;
    deviation: number;
    confidence: number;
    margin: number;
  }[];
  pairs: { kind: string; x: number[]; y: number[]; t: number; p: number; df: number }[];
  pValues: { p: number[]; holm: number[]; bh: number[] }[];
}

const reference = readReference<Reference>('statistics.json');

test('mean(values), standardDeviation(values) and margin(values) agree with exact arithmetic and SciPy', () => {
  assert.equal(reference.samples.length, 80);
  for (const [index, { kind, values, confidence, ...expected }] of reference.samples.entries()) {
    const deviation = standardDeviation(values) ?? Number.NaN;
    const halfWidth = margin(values, { confidence }) ?? Number.NaN;
    const place = `sample ${index} (${kind})`;
    assertClose(mean(values) / expected.mean, 1, TOLERANCE, `${place} mean`);
    assertClose(deviation / expected.deviation, 1, TOLERANCE, `${place} deviation`);
    assertClose(halfWidth / expected.margin, 1, TOLERANCE, `${place} margin`);
  }
});

test("pairedTTest(x, y) agrees with SciPy's ttest_rel", () => {
  assert.ok(reference.pairs.length >= 115);
  for (const [index, { kind, x, y, t, p, df }] of reference.pairs.entries()) {
    const result = pairedTTest(x, y);
    assert.equal(result.df, df);
    assertClose(result.t ?? Number.NaN, t, TOLERANCE, `pair ${index} (${kind}) t`);
    assertClose(result.p ?? Number.NaN, p, TOLERANCE, `pair ${index} (${kind}) p`);
  }
});

test("holm(pValues) agrees with statsmodels' multipletests", () => {
  for (const { p, holm: expected } of reference.pValues) assertClose(holm(p), expected, TOLERANCE);
});

test("benjaminiHochberg(pValues) agrees with SciPy's false_discovery_control", () => {
  for (const { p, bh } of reference.pValues) assertClose(benjaminiHochberg(p), bh, TOLERANCE);
});

test('margin(values) of three runs is 4.302653 · s / √3, as the paper prints it', () => {
  // s of 54, 55, 56 is 1; with 2 degrees of freedom the quantile is 0.95 · √(2 / (1 − 0.95²)).
  const quantile = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
  assert.equal(quantile.toFixed(6), '4.302653');
  assertClose(margin([54, 55, 56]) ?? Number.NaN, quantile / Math.sqrt(3), 1e-12);
});

for (const [name, values, expected] of [
  ['one value has neither deviation nor margin', [55.5], { n: 1, mean: 55.5, margin: null }],
  ['equal values have margin 0', [0.1, 0.1, 0.1], { n: 3, mean: 0.1, margin: 0 }],
  ['equal values have margin 0, also two', [55.5, 55.5], { n: 2, mean: 55.5, margin: 0 }],
] as const) {
  test(`summarize(values): ${name}`, () => {
    const summary = summarize(values);
    assert.equal(summary.n, expected.n);
    assertClose(summary.mean, expected.mean, 1e-15);
    assert.equal(summary.margin, expected.margin);
  });
}

test('summarize(values) of two runs has a margin of 12.7062 · s / √2', () => {
  // t(0.975, df 1) = tan(0.475 π); s of 1, 3 is √2.
  assertClose(summarize([1, 3]).margin ?? Number.NaN, Math.tan(0.475 * Math.PI), 1e-12);
});

test('standardDeviation(values) is null for one value', () => {
  assert.equal(standardDeviation([3]), null);
});

for (const [name, x, y, expected] of [
  ['one pair has no test', [3], [1], { t: null, df: 0, p: null, difference: 2 }],
  ['equal samples have t = 0, p = 1', [1, 2, 3], [1, 2, 3], { t: 0, df: 2, p: 1, difference: 0 }],
  ['a constant gain has p = 0', [2, 3, 4], [1, 2, 3], { t: Infinity, df: 2, p: 0, difference: 1 }],
  ['a constant loss has p = 0', [1, 2, 3], [2, 3, 4], { t: -Infinity, df: 2, p: 0, difference: -1 }],
] as const) {
  test(`pairedTTest(x, y): ${name}`, () => {
    assert.deepEqual(pairedTTest(x, y), expected);
  });
}

test('pairedTTest(x, y) of two pairs with differences 1 and 3 has t = 2, p = 1 − 2 arctan(2) / π', () => {
  const { t, p } = pairedTTest([1, 3], [0, 0]);
  assertClose(t ?? Number.NaN, 2, 1e-15);
  assertClose(p ?? Number.NaN, 1 - (2 * Math.atan(2)) / Math.PI, 1e-12);
});

for (const [p, expected] of [
  [0, 0.05],
  [0.05, 0.05],
  [0.050001, 0.1],
  [0.1, 0.1],
  [0.15, 0.15],
  [0.1500001, null],
  [1, null],
  [null, null],
] as const) {
  test(`significanceBand(${p}) is ${expected}`, () => {
    assert.equal(significanceBand(p), expected);
  });
}

test('holm([]) and benjaminiHochberg([]) are empty', () => {
  assert.deepEqual([holm([]), benjaminiHochberg([])], [[], []]);
});

for (const [name, call, message] of [
  ['mean([])', () => mean([]), 'mean: values must hold at least one value, got none'],
  ['mean with a NaN', () => mean([1, Number.NaN]), 'mean: values[1] must be a finite number, got NaN'],
  [
    'standardDeviation([])',
    () => standardDeviation([]),
    'standardDeviation: values must hold at least one value, got none',
  ],
  [
    'standardDeviation with an infinity',
    () => standardDeviation([Infinity]),
    'standardDeviation: values[0] must be a finite number, got Infinity',
  ],
  [
    'margin with a NaN',
    () => margin([Number.NaN, 1]),
    'standardDeviation: values[0] must be a finite number, got NaN',
  ],
  [
    'margin with a confidence of 1',
    () => margin([1, 2], { confidence: 1 }),
    'margin: confidence must lie between 0 and 1, got 1',
  ],
  [
    'margin with a confidence of NaN',
    () => margin([1, 2], { confidence: Number.NaN }),
    'margin: confidence must lie between 0 and 1, got NaN',
  ],
  [
    'pairedTTest of unequal lengths',
    () => pairedTTest([1, 2], [1]),
    'pairedTTest: x and y must be equally long, got 2 and 1 values',
  ],
  [
    'pairedTTest of nothing',
    () => pairedTTest([], []),
    'pairedTTest: x must hold at least one value, got none',
  ],
  [
    'pairedTTest with a NaN',
    () => pairedTTest([1], [Number.NaN]),
    'pairedTTest: y[0] must be a finite number, got NaN',
  ],
  [
    'significanceBand(1.5)',
    () => significanceBand(1.5),
    'significanceBand: p must lie between 0 and 1, got 1.5',
  ],
  ['holm with a NaN', () => holm([0.5, Number.NaN]), 'holm: p must lie between 0 and 1, got NaN'],
  [
    'benjaminiHochberg with a negative p',
    () => benjaminiHochberg([-0.1]),
    'benjaminiHochberg: p must lie between 0 and 1, got -0.1',
  ],
] as const) {
  test(`${name} throws a RangeError`, () => {
    assert.throws(call, { name: 'RangeError', message });
  });
}
