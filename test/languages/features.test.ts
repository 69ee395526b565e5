import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readLanguages } from '../../src/languages/catalogue.js';
import { FEATURES, type FeatureName, readFeatures } from '../../src/languages/features.js';
import { matrixRow } from '../../src/records/matrix.js';
import { assertClose } from '../close.js';
import { readReference } from '../reference-file.js';

/** What lang2vec gives for a vector: see test/reference/language_features.py. */
interface Described {
  readonly size: number;
  readonly sha256: string;
  readonly first: readonly number[];
}

const REFERENCE = readReference<
  Record<'typo' | 'geo' | 'learn', Readonly<Record<string, Described>>> & {
    readonly sem: readonly (readonly [string, string, number])[];
  }
>('language-features.json');

const NONE: readonly string[] = [];
const FORMS: readonly (readonly [FeatureName, number, number, readonly string[]])[] = [
  ['typo', 52, 289, NONE],
  ['geo', 52, 299, NONE],
  ['learn', 36, 512, 'ar az en fa gl gu he ka kk ml mn mr ps si sw te'.split(' ')],
  ['sem', 40, 39, 'af ar az et fa km mk mn sw ur xh zh'.split(' ')],
];

for (const [name, languages, dimensions, missing] of FORMS) {
  test(`readFeatures(${name}) gives ${languages} vectors of ${dimensions} values and names the missing`, () => {
    const table = readFeatures(name);
    assert.deepEqual([table.kind, table.name], ['vectors', name]);
    assert.deepEqual([table.matrix.rows, table.matrix.columns], [languages, dimensions]);
    assert.equal(table.codes.length, languages);
    assert.equal(table.features.length, dimensions);
    assert.deepEqual(table.missing, missing);
    assert.deepEqual(table.equal, []);
    const pool = readLanguages().map(({ code }) => code);
    assert.deepEqual(
      table.codes,
      pool.filter((code) => !missing.includes(code)),
    );
  });
}

for (const name of ['typo', 'geo', 'learn'] as const) {
  test(`readFeatures(${name}) is equal to lang2vec's vectors in every bit`, () => {
    const { codes, matrix } = readFeatures(name);
    assert.deepEqual([...codes], Object.keys(REFERENCE[name]));
    for (const [index, code] of codes.entries()) {
      const row = matrixRow(matrix, index);
      assert.deepEqual([...row.subarray(0, 3)], REFERENCE[name][code]?.first, code);
      assert.equal(sha256(row), REFERENCE[name][code]?.sha256, code);
    }
  });
}

test('readFeatures(typo) holds nothing but 0 and 1', () => {
  assert.ok(readFeatures('typo').matrix.values.every((value) => value === 0 || value === 1));
});

test('readFeatures(sem) keeps the distances of the 200-dimensional vectors', () => {
  const { codes, matrix } = readFeatures('sem');
  for (const [a, b, expected] of REFERENCE.sem) {
    const [left, right] = [a, b].map((code) => matrixRow(matrix, codes.indexOf(code)));
    const difference = left?.map((value, column) => value - (right?.[column] ?? Number.NaN)) ?? [];
    // The coordinates were made to keep distances to 1e-9.
    assertClose(Math.hypot(...difference), expected, 1e-9, `${a}–${b}`);
  }
});

test('readFeatures(sem) is centred', () => {
  const { matrix } = readFeatures('sem');
  const sums = Array.from({ length: matrix.columns }, (_, column) =>
    matrix.values.reduce((sum, value, index) => sum + (index % matrix.columns === column ? value : 0), 0),
  );
  // Sums of 40 values of about 1, each rounded.
  assertClose(sums, new Array(matrix.columns).fill(0), 1e-13);
});

for (const name of ['fam', 'toString', '']) {
  test(`readFeatures(${JSON.stringify(name)}) throws for another name`, () => {
    assert.throws(() => readFeatures(name as FeatureName), {
      name: 'RangeError',
      message: `readFeatures: name must be one of ${FEATURES.join(', ')}, got ${JSON.stringify(name)}`,
    });
  });
}

function sha256(row: Float64Array): string {
  return createHash('sha256').update(new Uint8Array(row.slice().buffer)).digest('hex');
}
