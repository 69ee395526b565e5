import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim, Verdict } from '../../../src/paper/claims/claim.js';
import { claimsComparison } from '../../../src/paper/claims/claims-comparison.js';
import { claimsSummary, summaryText } from '../../../src/paper/claims/claims-summary.js';
import { claimsTable } from '../../../src/paper/claims/claims-table.js';

const claim = (id: string, section: string, verdict: Verdict): Claim => ({
  id,
  section,
  claim: `Claim ${id}.`,
  paperSays: `says ${id}`,
  weFind: `find ${id}`,
  verdict,
  why: `Why ${id}.`,
});
const claims = [claim('1', 'A', 'holds'), claim('2', 'A', 'fails'), claim('3', 'B', 'holds')];

test('claimsSummary(claims) counts every verdict, those of no claim as 0', () => {
  const summary = claimsSummary(claims);
  assert.deepEqual(summary, { holds: 2, partly: 0, fails: 1, 'not checkable here': 0 });
  assert.equal(summaryText(summary), 'holds 2, partly 0, fails 1, not checkable here 0');
});

test('claimsTable(claims) has a row a claim, grouped by section, with a sign before the verdict', () => {
  const table = claimsTable(claims);
  assert.deepEqual(
    table.rows[1]?.map(({ text }) => text),
    ['2', 'Claim 2.', 'says 2', 'find 2', '✗\u00a0fails', 'Why 2.'],
  );
  assert.deepEqual(table.groups, [
    { label: 'A', start: 0 },
    { label: 'B', start: 2 },
  ]);
  assert.deepEqual(table.records, claims);
  assert.equal(table.alt, 'Verdicts on 3 claims: holds 2, partly 0, fails 1, not checkable here 0.');
});

test('claimsComparison(before, after) means verdicts that change', () => {
  const after = [claim('1', 'A', 'partly'), claim('2', 'A', 'fails'), claim('3', 'B', 'holds')];
  const table = claimsComparison(claims, after, { ids: ['2', '1'], headers: ['then', 'now'] });
  assert.deepEqual(
    table.rows.map((row) => row.map(({ text }) => text)),
    [
      ['2', 'Claim 2.', 'fails', 'fails', 'find 2'],
      ['1', 'Claim 1.', 'holds', '→ partly', 'find 1'],
    ],
  );
  assert.deepEqual(table.columns, ['Claim', 'In our words', 'then', 'now', 'We find']);
  assert.equal(table.alt, '1 of 2 verdicts change.');
});

const bad: [name: string, ids: string[], message: RegExp][] = [
  ['no id', [], /^RangeError: claimsComparison: ids must name a claim, got none$/],
  [
    'an unknown id',
    ['9'],
    /^RangeError: claimsComparison: both audits must hold claim 9, got one without it$/,
  ],
];
for (const [name, ids, message] of bad) {
  test(`claimsComparison(before, after) throws for ${name}`, () => {
    assert.throws(() => claimsComparison(claims, claims, { ids }), message);
  });
}
