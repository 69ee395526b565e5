import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FeatureName, readFeatures } from '../../../src/languages/features.js';
import { distanceMatrix } from '../../../src/selection/distance-matrix.js';
import { kmeans } from '../../../src/selection/kmeans/kmeans.js';
import { selectLanguages } from '../../../src/selection/select-languages.js';
import { adjustedRandIndex } from '../../../src/selection/stability/adjusted-rand-index.js';
import { selectionFrequency } from '../../../src/selection/stability/selection-frequency.js';
import { silhouetteScore, silhouetteValues } from '../../../src/selection/stability/silhouette.js';
import { sweepCounts } from '../../../src/selection/stability/sweep-counts.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';
import { LINE, smallTable } from '../small-languages.js';

/** scikit-learn 1.3.2's numbers: see test/reference/diversity_and_stability.py. */
const REFERENCE = readReference<{
  readonly rand: readonly { readonly a: number[]; readonly b: number[]; readonly index: number }[];
  readonly silhouettes: readonly {
    readonly features: FeatureName;
    readonly labels: number[];
    readonly score: number;
    readonly first: number[];
  }[];
}>('diversity_and_stability.json');

for (const { a, b, index } of REFERENCE.rand) {
  test(`adjustedRandIndex(a, b) of ${a.length} things is scikit-learn's ${index.toFixed(3)}`, () => {
    assertClose(adjustedRandIndex(a, b), index, 1e-12);
    assertClose(adjustedRandIndex(b, Int32Array.from(a)), index, 1e-12);
  });
}

test('adjustedRandIndex(a, b) is 1 where nothing is left to chance', () => {
  assert.equal(adjustedRandIndex([0, 0, 0], ['x', 'x', 'x']), 1);
  assert.equal(adjustedRandIndex([0, 1, 2], [2, 1, 0]), 1);
  assert.equal(adjustedRandIndex([0], [7]), 1);
});

test('adjustedRandIndex(a, b) throws for other lengths and for nothing', () => {
  for (const [a, b] of [
    [[0], [0, 1]],
    [[], []],
  ] as const) {
    assert.throws(() => adjustedRandIndex(a, b), {
      name: 'RangeError',
      message: `adjustedRandIndex: a and b must be equally long and hold a label, got ${a.length} and ${b.length}`,
    });
  }
});

for (const { features, labels, score, first } of REFERENCE.silhouettes) {
  test(`silhouetteValues(${features}, ${new Set(labels).size} clusters) are scikit-learn's`, () => {
    const distances = distanceMatrix(readFeatures(features));
    // Sums of at most 52 rounded distances.
    assertClose(silhouetteScore(distances, labels), score, 1e-10);
    assertClose(silhouetteValues(distances, labels).slice(0, 5), first, 1e-10);
  });
}

test('silhouetteValues(distances, labels) is 0 between equal vectors', () => {
  const distances = distanceMatrix(smallTable({ a: [1], b: [1], c: [1], d: [1] }));
  assert.deepEqual(silhouetteValues(distances, [0, 0, 1, 1]), [0, 0, 0, 0]);
});

const LABELS: readonly (readonly [name: string, labels: number[], message: string])[] = [
  ['one cluster', [0, 0, 0, 0, 0, 0], 'the number of clusters must be in 2..5, got 1'],
  ['a cluster for each language', [0, 1, 2, 3, 4, 5], 'the number of clusters must be in 2..5, got 6'],
  ['too few labels', [0, 1], 'there must be 6 labels, got 2'],
];

for (const [name, labels, message] of LABELS) {
  test(`silhouetteValues(distances, labels) throws for ${name}`, () => {
    assert.throws(() => silhouetteValues(distanceMatrix(LINE), labels), {
      name: 'RangeError',
      message: `silhouetteValues: ${message}`,
    });
  });
}

test('sweepCounts(features) gives inertia and silhouette for every number of clusters', () => {
  const sweep = sweepCounts(LINE);
  assert.deepEqual(
    sweep.map(({ count, silhouette }) => [count, silhouette === null]),
    [
      [1, true],
      [2, false],
      [3, false],
      [4, false],
      [5, false],
      [6, true],
    ],
  );
  // Around the mean 44/6; {a, b, c}, {d, e}, {f}; each alone.
  assertClose(
    [sweep[0]?.inertia ?? -1, sweep[2]?.inertia ?? -1, sweep[5]?.inertia ?? -1],
    [910 / 3, 2.5, 0],
    1e-12,
  );
  // a and c: 1 − 1.5/9.5, b: 1 − 1/9.5 (their means to {d, e} are 10.5, 9.5 and 8.5), d: 1 − 1/9, e: 1 − 1/9.
  const expected = [1 - 1.5 / 10.5, 1 - 1 / 9.5, 1 - 1.5 / 8.5, 1 - 1 / 9, 1 - 1 / 9, 0];
  assertClose(sweep[2]?.silhouette ?? -2, expected.reduce((sum, value) => sum + value, 0) / 6, 1e-12);
});

test('sweepCounts(geo, { counts, seed, restarts }) runs k-means with these options', () => {
  const table = readFeatures('geo');
  const [point] = sweepCounts(table, { counts: [14], seed: 66, restarts: 1 });
  const { inertia, iterations } = kmeans(table.matrix, { count: 14, seed: 66, restarts: 1 });
  assert.deepEqual([point?.inertia, point?.iterations], [inertia, iterations]);
});

test('sweepCounts(features, { counts }) throws for a number of clusters out of range', () => {
  assert.throws(() => sweepCounts(LINE, { counts: [7] }), {
    name: 'RangeError',
    message: 'kmeans: count must be an integer in 1..6, got 7',
  });
});

test('selectionFrequency(features, { seeds }) counts chosen and tied languages', () => {
  const { count, languages, runs, inertia, rand } = selectionFrequency(LINE, { count: 3, seeds: [1, 2, 3] });
  assert.equal(count, 3);
  // Ten restarts find {a, b, c}, {d, e}, {f} from any seed; d is taken, e as good.
  assert.deepEqual(
    languages.map(({ code, chosen, chosenOrTied }) => [code, chosen, chosenOrTied]),
    [
      ['a', 0, 0],
      ['b', 1, 1],
      ['c', 0, 0],
      ['d', 1, 1],
      ['e', 0, 1],
      ['f', 1, 1],
    ],
  );
  assert.deepEqual(
    runs.map(({ seed, languages: codes }) => [seed, codes.join(' ')]),
    [
      [1, 'b d f'],
      [2, 'b d f'],
      [3, 'b d f'],
    ],
  );
  assertClose([inertia.least, inertia.largest, inertia.spread], [2.5, 2.5, 0], 1e-12);
  assert.deepEqual(rand, { mean: 1, least: 1 });
});

test('selectionFrequency(geo, { seeds: the paper’s }) counts over its three rows of Table 1', () => {
  const table = readFeatures('geo');
  const seeds = [66, 42, 10];
  const { languages, runs, rand } = selectionFrequency(table, { count: 14, seeds });
  const rows = seeds.map((seed) => selectLanguages(table, { strategy: 'kmeans', count: 14, seed }).languages);
  assert.deepEqual(
    runs.map((run) => run.languages),
    rows,
  );
  for (const { code, chosen, chosenOrTied } of languages) {
    assert.equal(chosen, rows.filter((row) => row.includes(code)).length / 3, code);
    assert.ok(chosenOrTied >= chosen, code);
  }
  assert.ok(rand !== null && rand.least < rand.mean && rand.mean < 1);
});

test('selectionFrequency(features, { seeds, exclude }) has no pairs for one seed, and only languages that are left', () => {
  const { languages, rand } = selectionFrequency(LINE, { count: 2, seeds: [5], exclude: ['f'] });
  assert.equal(languages.map(({ code }) => code).join(' '), 'a b c d e');
  assert.equal(rand, null);
});

test('selectionFrequency(features, { seeds }) throws without seeds, for a seed twice, and as selectLanguages does', () => {
  for (const [seeds, count, message] of [
    [[], 2, 'selectionFrequency: seeds must hold at least one, got none'],
    [[1, 2, 1], 2, 'selectionFrequency: seeds must be different, got 1 again'],
    [[1], 9, 'selectLanguages: count (of what the rules leave) must be an integer in 1..6, got 9'],
  ] as const) {
    assert.throws(() => selectionFrequency(LINE, { seeds, count }), { name: 'RangeError', message });
  }
});
