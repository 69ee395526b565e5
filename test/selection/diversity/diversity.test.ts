import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFeatures } from '../../../src/languages/features.js';
import { matrixFromRows } from '../../../src/records/matrix.js';
import { distanceMatrix } from '../../../src/selection/distance-matrix.js';
import { coverageRadius, pairwiseDistance } from '../../../src/selection/diversity/distance-diversity.js';
import {
  type DiversityReport,
  measureDiversity,
} from '../../../src/selection/diversity/measure-diversity.js';
import {
  type FeatureValues,
  featureValues,
  jaccardOverlap,
  valueEntropy,
  valueInclusion,
} from '../../../src/selection/diversity/value-diversity.js';
import { selectLanguages } from '../../../src/selection/select-languages.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';
import { LINE, smallCatalogue, smallDistances, smallTable } from '../small-languages.js';

/** Measures by other programs: see test/reference/diversity_and_stability.py. */
const REFERENCE = readReference<{
  readonly diversity: readonly {
    readonly languages: string;
    readonly entropy: number;
    readonly inclusion: number;
    readonly overlap: number;
    readonly mean: number;
    readonly least: number;
  }[];
}>('diversity_and_stability.json');

/** One feature of four languages. */
const feature = (values: readonly number[], classes: number, binary = false): FeatureValues => ({
  values,
  classes,
  binary,
});

test('pairwiseDistance(distances, chosen) is the mean and the least over all pairs', () => {
  // a–d 10, a–f 20, d–f 10.
  assert.deepEqual(pairwiseDistance(distanceMatrix(LINE), [0, 3, 5]), { mean: 40 / 3, least: 10 });
});

test('pairwiseDistance(distances, chosen) throws for a single language', () => {
  assert.throws(() => pairwiseDistance(distanceMatrix(LINE), [2]), {
    name: 'RangeError',
    message: 'pairwiseDistance: number of languages must be an integer in 2..6, got 1',
  });
});

const CLASSES: readonly (readonly [name: string, values: readonly number[], expected: FeatureValues])[] = [
  ['keeps 0 and 1', [0, 1, 1], feature([0, 1, 1], 2, true)],
  ['gives a constant 0 both values', [0, 0, 0], feature([0, 0, 0], 2, true)],
  ['gives a few values a class each', [7, -1, 7], feature([1, 0, 1], 2)],
  ['gives a constant one class', [5, 5, 5], feature([0, 0, 0], 1)],
  ['cuts many values into equally wide classes', [0, 1, 2.9, 3, 6, 9], feature([0, 0, 0, 1, 2, 2], 3)],
];

for (const [name, values, expected] of CLASSES) {
  test(`featureValues(matrix, { bins: 3 }) ${name}`, () => {
    assert.deepEqual(featureValues(matrixFromRows(values.map((value) => [value])), { bins: 3 }), [expected]);
  });
}

test('featureValues(matrix, { bins }) throws for fewer than two', () => {
  assert.throws(() => featureValues(LINE.matrix, { bins: 1 }), {
    name: 'RangeError',
    message: 'featureValues: bins must be an integer in 2..9007199254740991, got 1',
  });
});

test('valueEntropy(features, chosen) averages the bits of each feature', () => {
  const features = [feature([0, 1, 0, 1], 2), feature([0, 0, 0, 0], 2), feature([0, 1, 2, 3], 4)];
  assert.equal(valueEntropy(features, [0, 1, 2, 3]), (1 + 0 + 2) / 3);
  assert.equal(valueEntropy(features, [2]), 0);
});

test('valueInclusion(features, chosen) averages the share of values that are there', () => {
  const features = [feature([0, 1, 0, 1], 2), feature([0, 0, 0, 0], 2), feature([0, 1, 2, 3], 4)];
  assert.equal(valueInclusion(features, [0, 1]), (1 + 0.5 + 0.5) / 3);
});

const OVERLAPS: readonly (readonly [
  name: string,
  features: readonly FeatureValues[],
  chosen: readonly number[],
  expected: number | null,
])[] = [
  ['1 for the same values equally often', [feature([0, 1, 0, 1], 2, true)], [0, 1], 1],
  ['0 for nothing in common', [feature([1, 0, 0, 0], 2), feature([0, 1, 1, 1], 2)], [0], 0.25 / 1.75],
  // Of the first two, the first feature is there once and the second twice; of all four, twice and twice.
  [
    'Σ min / Σ max',
    [feature([0, 1, 0, 1], 2, true), feature([1, 1, 0, 0], 2, true)],
    [0, 1],
    (1 / 3 + 1 / 2) / (1 / 2 + 2 / 3),
  ],
  ['nothing for languages without any feature', [feature([0, 1, 1, 1], 2, true)], [0], null],
];

for (const [name, features, chosen, expected] of OVERLAPS) {
  test(`jaccardOverlap(features, chosen, all) is ${name}`, () => {
    const overlap = jaccardOverlap(features, chosen, [0, 1, 2, 3]);
    if (expected === null || overlap === null) assert.equal(overlap, expected);
    else assertClose(overlap, expected, 1e-15);
  });
}

test('coverageRadius(codes, features) gives each language its nearest chosen one', () => {
  for (const table of [LINE, smallDistances(LINE)]) {
    const { languages, mean, largest } = coverageRadius(['f', 'b'], table);
    assert.deepEqual(
      languages.map(({ code, nearest, distance }) => `${code} ${nearest} ${distance}`),
      ['a b 1', 'b b 0', 'c b 1', 'd b 9', 'e f 9', 'f f 0'],
    );
    assert.deepEqual([mean, largest], [20 / 6, 9]);
  }
});

const CODES: readonly (readonly [name: string, codes: readonly string[], message: string])[] = [
  ['no language', [], 'codes must hold at least one language, got none'],
  ['a language twice', ['a', 'b', 'a'], 'codes must hold each language once, got a again'],
  ['a language without features', ['a', 'xx'], 'codes must have features in own, got "xx"'],
];

for (const [name, codes, message] of CODES) {
  test(`coverageRadius(codes, features) and measureDiversity(codes, features) throw for ${name}`, () => {
    assert.throws(() => coverageRadius(codes, LINE), {
      name: 'RangeError',
      message: `coverageRadius: ${message}`,
    });
    for (const measure of [
      () => measureDiversity(codes, LINE),
      () => measureDiversity(['a'], LINE, { reference: codes }),
    ]) {
      assert.throws(measure, { name: 'RangeError', message: `measureDiversity: ${message}` });
    }
  });
}

const TABLE = smallTable({ a: [0, 0], b: [0, 3], c: [4, 0] }, { missing: ['g'] });
const CATALOGUE = smallCatalogue({ a: 'X', b: 'Y', c: 'X', g: 'Z' });
const REPORT: DiversityReport = {
  features: 'own',
  languages: ['a', 'b', 'g'],
  unmeasured: ['g'],
  meanPairwiseDistance: 3,
  leastPairwiseDistance: 3,
  // The first feature is always 0, the second 0 and 3.
  valueEntropy: 0.5,
  valueInclusion: 0.75,
  // Shares: chosen 1/2, 0, 1/4, 1/4; all three 1/3, 1/6, 1/3, 1/6.
  jaccardOverlap: (1 / 3 + 0 + 1 / 4 + 1 / 6) / (1 / 2 + 1 / 6 + 1 / 3 + 1 / 4),
  meanRadius: 4 / 3,
  largestRadius: 4,
  families: ['X', 'Y', 'Z'],
  scripts: ['Cyrillic', 'Latin'],
};

test('measureDiversity(codes, vectors) gives every measure, and names the languages without features', () => {
  assert.deepEqual(measureDiversity(['a', 'b', 'g'], TABLE, { languages: CATALOGUE }), REPORT);
});

test('measureDiversity(codes, distances) has no measures of values', () => {
  const report = measureDiversity(['a', 'b', 'g'], smallDistances(TABLE), { languages: CATALOGUE });
  const without = { valueEntropy: null, valueInclusion: null, jaccardOverlap: null };
  assert.deepEqual(report, { ...REPORT, ...without });
});

test('measureDiversity(selection, vectors) measures its languages; a single one has no pairs', () => {
  const selection = selectLanguages(TABLE, { strategy: 'kmedoids', count: 1 });
  const report = measureDiversity(selection, TABLE, { languages: CATALOGUE });
  assert.deepEqual(report.languages, ['a']);
  assert.deepEqual([report.meanPairwiseDistance, report.leastPairwiseDistance], [null, null]);
});

for (const { languages, entropy, inclusion, overlap, mean, least } of REFERENCE.diversity) {
  const codes = languages.split(' ');
  test(`measureDiversity(${codes.length} languages from ${codes[0]}, typo) is equal to LangDive's and typdiv-sampling's measures`, () => {
    const report = measureDiversity(codes, readFeatures('typo'));
    // Sums of at most 289 or 1,326 rounded numbers.
    const tolerance = 1e-12;
    assertClose(report.valueEntropy ?? Number.NaN, entropy, tolerance);
    assertClose(report.valueInclusion ?? Number.NaN, inclusion, tolerance);
    assertClose(report.jaccardOverlap ?? Number.NaN, overlap, tolerance);
    assertClose(report.meanPairwiseDistance ?? Number.NaN, mean, tolerance);
    assertClose(report.leastPairwiseDistance ?? Number.NaN, least, tolerance);
  });
}
