import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Part } from '../../../src/paper/claims/judge.js';
import {
  entryOf,
  isAbove,
  isAtPlace,
  isFirst,
  isLast,
  isWithin,
  mostAbove,
  placeOf,
  type Rated,
  ranking,
  someAbove,
} from '../../../src/paper/claims/rank-parts.js';
import {
  mostSignificantly,
  notSignificantly,
  significanceLevels,
  significantly,
  someSignificantly,
  type Tested,
} from '../../../src/paper/claims/significance-parts.js';
import { countIs, isSo, sameAsPrinted, sameWords } from '../../../src/paper/claims/value-parts.js';

const rated = (values: Record<string, number>): Rated[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
const rows = rated({ GEO: 52.816, RND: 52.4, FAM: 52.49, SEM: 52.4 });
const LEVELS = { strict: 0.05, wide: 0.15 };
const tested = (difference: number, p: number | null, name = 'GEO'): Tested => ({ name, difference, p });
const several = [tested(-1, 0.01), tested(-1, 0.1), tested(1, 0.01), tested(-1, 0.12), tested(-1, 0.5)];

const parts: [call: string, part: Part, credit: Part['credit'], text: string][] = [
  [
    "isFirst(where, rows, 'GEO') has credit",
    isFirst('mGPT', rows, 'GEO'),
    1,
    'mGPT: GEO 52.82, then FAM 52.49',
  ],
  [
    "isFirst(where, rows, 'FAM') has none for the second",
    isFirst('mGPT', rows, 'FAM'),
    0,
    'mGPT: GEO 52.82, then FAM 52.49',
  ],
  [
    "isFirst(where, rows, 'SEM') tells the value of one further down",
    isFirst('mGPT', rows, 'SEM'),
    0,
    'mGPT: GEO 52.82, then FAM 52.49, SEM 52.40',
  ],
  [
    'isFirst(where, rows, name) has none where another is equal',
    isFirst('x', rated({ A: 2, B: 2 }), 'A'),
    0,
    'x: A 2.00, then B 2.00',
  ],
  [
    'isLast(where, rows, name) has credit for the lowest',
    isLast('x', rated({ A: 2, B: 1 }), 'B'),
    1,
    'x: B 1.00, then A 2.00 (from the lowest)',
  ],
  [
    'isLast(where, rows, name) has none where another is equal',
    isLast('x', rows, 'RND'),
    0,
    'x: SEM 52.40, then RND 52.40 (from the lowest)',
  ],
  [
    'isAbove(where, high, low) has credit for a higher value',
    isAbove('x', { name: 'A', value: 2 }, { name: 'B', value: 1 }),
    1,
    'x: A 2.00 against B 1.00',
  ],
  [
    'isAbove(where, high, low) has none for an equal value',
    isAbove('x', { name: 'A', value: 1 }, { name: 'B', value: 1 }),
    0,
    'x: A 1.00 against B 1.00',
  ],
  [
    'isWithin(where, rows, name, 2) has credit for the second',
    isWithin('x', rows, 'FAM', 2),
    1,
    'x: FAM 52.49 is number 2 of 4',
  ],
  [
    'isWithin(where, rows, name, 2) has none for the third',
    isWithin('x', rows, 'RND', 2),
    0,
    'x: RND 52.40 is number 3 of 4',
  ],
  [
    'isAtPlace(where, rows, name, 2) has credit for the second',
    isAtPlace('x', rows, 'FAM', 2),
    1,
    'x: FAM 52.49 is number 2 of 4',
  ],
  [
    'isAtPlace(where, rows, name, 3) has none where the place is shared',
    isAtPlace('x', rows, 'RND', 3),
    0,
    'x: RND 52.40 is number 3 of 4',
  ],
  [
    'mostAbove(where, rows, reference) has credit for more than half',
    mostAbove('x', rated({ A: 3, B: 2, C: 0 }), { name: 'R', value: 1 }),
    1,
    'x: 2 of 3 above R 1.00',
  ],
  [
    'mostAbove(where, rows, reference) has none for exactly half',
    mostAbove('x', rated({ A: 3, B: 1 }), { name: 'R', value: 1 }),
    0,
    'x: 1 of 2 above R 1.00',
  ],
  [
    'someAbove(where, rows, reference) has credit for one',
    someAbove('x', rated({ A: 3, B: 0 }), { name: 'R', value: 1 }),
    1,
    'x: A 3.00 above R 1.00',
  ],
  [
    'someAbove(where, rows, reference) has none without any',
    someAbove('x', rated({ A: 1 }), { name: 'R', value: 1 }),
    0,
    'x: none above R 1.00',
  ],
  [
    'significantly(tested, up) has credit at 0.05',
    significantly(tested(0.4, 0.05), 'up', LEVELS),
    1,
    'GEO +0.40, p = 0.050',
  ],
  [
    'significantly(tested, up) has half at 0.15',
    significantly(tested(0.4, 0.15), 'up', LEVELS),
    0.5,
    'GEO +0.40, p = 0.150',
  ],
  [
    'significantly(tested, up) has none above 0.15',
    significantly(tested(0.4, 0.151), 'up', LEVELS),
    0,
    'GEO +0.40, p = 0.151',
  ],
  [
    'significantly(tested, up) has none the other way',
    significantly(tested(-0.4, 0.01), 'up', LEVELS),
    0,
    'GEO −0.40, p = 0.010',
  ],
  [
    'significantly(tested, up) has none without a test',
    significantly(tested(0.4, null), 'up', LEVELS),
    0,
    'GEO +0.40, no test',
  ],
  [
    'notSignificantly(tested) has credit above 0.15',
    notSignificantly(tested(0.4, 0.2), LEVELS),
    1,
    'GEO +0.40, p = 0.200',
  ],
  [
    'notSignificantly(tested) has half up to 0.15',
    notSignificantly(tested(0.4, 0.1), LEVELS),
    0.5,
    'GEO +0.40, p = 0.100',
  ],
  [
    'notSignificantly(tested) has none up to 0.05',
    notSignificantly(tested(-0.4, 0.05), LEVELS),
    0,
    'GEO −0.40, p = 0.050',
  ],
  [
    'mostSignificantly(where, tests, down) has half where most are so at the wide level',
    mostSignificantly('x', several, 'down', LEVELS),
    0.5,
    'x: 1 of 5 under it at p ≤ 0.05, 3 at p ≤ 0.15',
  ],
  [
    'mostSignificantly(where, tests, up) has none where one is so',
    mostSignificantly('x', several, 'up', LEVELS),
    0,
    'x: 1 of 5 over it at p ≤ 0.05, 1 at p ≤ 0.15',
  ],
  [
    'someSignificantly(where, tests, down) has credit where one is so',
    someSignificantly('x', several, 'down', LEVELS),
    1,
    'x: 1 of 5 under it at p ≤ 0.05, 3 at p ≤ 0.15',
  ],
  [
    'sameAsPrinted(value) has credit for the same digits',
    sameAsPrinted({ name: 'GEO', value: 52.8246, printed: 52.82, digits: 2 }),
    1,
    'GEO 52.82',
  ],
  [
    'sameAsPrinted(value) has none for others, and tells both',
    sameAsPrinted({ name: 'GEO', value: 52.826, printed: 52.82, digits: 2 }),
    0,
    'GEO 52.83 (paper 52.82)',
  ],
  ['countIs(name, count, claimed) has credit for the claimed count', countIs('pool', 52, 52), 1, 'pool: 52'],
  ['countIs(name, count, claimed) has none for another', countIs('unseen', 10, 8), 0, 'unseen: 10 (paper 8)'],
  [
    'sameWords(name, found, claimed) ignores the order',
    sameWords('x', ['a', 'b'], ['b', 'a']),
    1,
    'x: the same',
  ],
  [
    'sameWords(name, found, claimed) tells what is over and missing',
    sameWords('x', ['a', 'b'], ['b', 'c']),
    0,
    'x: also a, without c',
  ],
  ['isSo(text, true) has credit', isSo('text', true), 1, 'text'],
  ['isSo(text, false) has none', isSo('text', false), 0, 'text'],
];

for (const [call, part, credit, text] of parts) {
  test(call, () => assert.deepEqual(part, { text, credit }));
}

test('ranking(rows) orders from the highest value and leaves its argument as it is', () => {
  assert.deepEqual(
    ranking(rows).map(({ name }) => name),
    ['GEO', 'FAM', 'RND', 'SEM'],
  );
  assert.equal(rows[1]?.name, 'RND');
});

test('placeOf(rows, name) gives equal values the better place', () => {
  assert.deepEqual([placeOf(rows, 'GEO'), placeOf(rows, 'RND'), placeOf(rows, 'SEM')], [1, 3, 3]);
});

test('entryOf(rows, name) throws for a name that is not there', () => {
  assert.throws(
    () => entryOf(rated({ A: 1, B: 2 }), 'C'),
    /^RangeError: entryOf: C must be among the rated names, got A, B$/,
  );
});

test("significanceLevels() are 0.05 and 0.15, the ends of the paper's bands", () => {
  assert.deepEqual(significanceLevels(), LEVELS);
  assert.deepEqual(significanceLevels({ strict: 0.01 }), { strict: 0.01, wide: 0.15 });
});

for (const levels of [{ strict: 0 }, { strict: 0.2 }, { wide: 1 }, { strict: Number.NaN }]) {
  test(`significanceLevels(${JSON.stringify(levels)}) throws for levels out of order`, () => {
    assert.throws(
      () => significanceLevels(levels),
      /^RangeError: significanceLevels: levels must satisfy 0 < strict ≤ wide < 1/,
    );
  });
}
