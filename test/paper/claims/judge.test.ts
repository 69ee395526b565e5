import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, type Part } from '../../../src/paper/claims/judge.js';

const part = (credit: Part['credit'], text = `credit ${credit}`): Part => ({ text, credit });

const cases: [name: string, credits: Part['credit'][], verdict: string, why: string][] = [
  ['gives holds where the only part is so', [1], 'holds', 'As claimed: credit 1.'],
  [
    'gives partly where the only part is so at the wide level',
    [0.5],
    'partly',
    'As claimed, but only at the wide level of significance: credit 0.5.',
  ],
  ['gives fails where the only part is not so', [0], 'fails', 'Not as claimed: credit 0.'],
  ['gives holds where two parts are so', [1, 1], 'holds', 'Both rows are as claimed.'],
  ['gives holds where all parts are so', [1, 1, 1], 'holds', 'All 3 rows are as claimed.'],
  [
    'gives partly where exactly half of the parts are so',
    [1, 0],
    'partly',
    '1 of 2 rows are as claimed. Not as claimed: credit 0.',
  ],
  [
    'gives partly where all parts are so, one at the wide level',
    [1, 0.5],
    'partly',
    '1 of 2 rows are as claimed, 1 more only at the wide level of significance. Weakly so: credit 0.5.',
  ],
  [
    'gives fails where less than half of the credit is reached',
    [1, 0, 0],
    'fails',
    '1 of 3 rows are as claimed. Not as claimed: credit 0; credit 0.',
  ],
  [
    'quotes three misses and counts the others',
    [0, 0, 0, 0, 0],
    'fails',
    '0 of 5 rows are as claimed. Not as claimed: credit 0; credit 0; credit 0; and 2 more.',
  ],
];

for (const [name, credits, verdict, why] of cases) {
  test(`judge(parts) ${name}`, () => {
    const finding = judge(
      credits.map((credit) => part(credit)),
      { of: 'rows' },
    );
    assert.deepEqual([finding.verdict, finding.why], [verdict, why]);
  });
}

test('judge(parts) tells what every part found, or the text that it is given', () => {
  const parts = [part(1, 'a 1'), part(0, 'b 2')];
  assert.equal(judge(parts).weFind, 'a 1; b 2');
  assert.equal(judge(parts, { weFind: '1 of 2' }).weFind, '1 of 2');
});

test('judge([]) throws, since a claim that says nothing cannot be judged', () => {
  assert.throws(() => judge([]), /^RangeError: judge: a claim must have at least one part, got none$/);
});
