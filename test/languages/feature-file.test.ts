import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type FeatureFileOptions, readFeatureFile } from '../../src/languages/feature-file.js';
import type { DistanceTable, FeatureTable } from '../../src/languages/feature-table.js';
import { withTemporaryFolder } from '../temporary-folder.js';

/** Reads a text as `own.csv`; messages then start with `own.csv` alone. */
function readText(text: string, options: FeatureFileOptions = {}): FeatureTable | DistanceTable {
  return withTemporaryFolder((folder) => {
    const path = join(folder, 'own.csv');
    writeFileSync(path, text);
    try {
      return readFeatureFile(path, options);
    } catch (error) {
      throw new Error(error instanceof Error ? error.message.replace(path, 'own.csv') : String(error));
    }
  });
}

test('readFeatureFile(path, { expected }) reads vectors of any languages, and names the missing and the equal', () => {
  const table = readText('code,tone,cases\nyor,1,0\neus,0,12.5\nibo,1,-0\n', {
    expected: ['eus', 'que', 'zul'],
  });
  assert.deepEqual(table, {
    kind: 'vectors',
    name: 'own',
    codes: ['yor', 'eus', 'ibo'],
    matrix: { rows: 3, columns: 2, values: Float64Array.of(1, 0, 0, 12.5, 1, -0) },
    missing: ['que', 'zul'],
    title: '2 features from own.csv',
    features: ['tone', 'cases'],
    equal: [['yor', 'ibo']],
  });
});

test('readFeatureFile(path) reads a matrix of distances, whose first column may lack a name', () => {
  const table = readText(',a,b,c\na,0,1,0\nb,1.0000000001,0,2\nc,0,2,0\n');
  assert.deepEqual(table, {
    kind: 'distances',
    name: 'own',
    codes: ['a', 'b', 'c'],
    matrix: { rows: 3, columns: 3, values: Float64Array.of(0, 1, 0, 1.0000000001, 0, 2, 0, 2, 0) },
    missing: [],
    title: 'distances from own.csv',
    equal: [['a', 'c']],
  });
});

test('readFeatureFile(path) takes a square table with other column names as vectors', () => {
  assert.equal(readText('code,x,y\na,0,1\nb,1,0\n').kind, 'vectors');
});

const BAD: readonly (readonly [name: string, text: string, message: string])[] = [
  ['an empty file', '', 'own.csv: the file is empty, a header line was expected'],
  ['a missing header', 'ben,0.5\nces,1\n', 'own.csv: the first column must be named code, got "ben"'],
  ['no numbers', 'code\na\n', 'own.csv: a column of numbers must follow the codes, got none'],
  ['no languages', 'code,x\n', 'own.csv: there must be a row for a language, got none'],
  ['a ragged row', 'code,x,y\na,1,2\nb,1\n', 'own.csv, row 3: 3 fields were expected, got 2'],
  ['NaN', 'code,x\na,NaN\n', 'own.csv, row 2: x must be a number, got "NaN"'],
  ['infinity', 'code,x\na,1e999\n', 'own.csv, row 2: x must be a number, got "1e999"'],
  ['a gap', 'code,x,y\na,1,\n', 'own.csv, row 2: y must be a number, got nothing'],
  ['words', 'code,x\na,1\nb,high\n', 'own.csv, row 3: x must be a number, got "high"'],
  ['a code there twice', 'code,x\na,1\nb,2\na,3\n', 'own.csv, row 4: code must be there once, got "a" again'],
  ['an empty code', 'code,x\n ,1\n', 'own.csv, row 2: code must not be empty'],
  [
    'a column there twice',
    'code,x,x\na,1,2\n',
    'own.csv, row 1: the name of column 3 must be there once, got "x" again',
  ],
  ['a column without a name', 'code,x,\na,1,2\n', 'own.csv, row 1: the name of column 3 must not be empty'],
  [
    'distances in another order',
    'code,b,a\na,0,1\nb,1,0\n',
    'own.csv, row 1: columns of distances must stand in the order of the rows, got b for a',
  ],
  [
    'distances that are not symmetric',
    'code,a,b\na,0,1\nb,1.00000001,0\n',
    'own.csv, row 2: the distance from a to b must be the same both ways, got 1 and 1.00000001',
  ],
  [
    'a negative distance',
    'code,a,b\na,0,-1\nb,-1,0\n',
    'own.csv, row 2: the distance from a to b must be at least 0, got -1',
  ],
  [
    'a distance of a language to itself',
    'code,a,b\na,0,1\nb,1,0.5\n',
    'own.csv, row 3: the distance from b to b must be 0, got 0.5',
  ],
];

for (const [name, text, message] of BAD) {
  test(`readFeatureFile(path) throws for ${name}`, () => {
    assert.throws(() => readText(text), { message });
  });
}

test('readFeatureFile(path) throws where the file is missing', () => {
  assert.throws(() => readFeatureFile('/nowhere/own.csv'), /ENOENT.*\/nowhere\/own\.csv/);
});
