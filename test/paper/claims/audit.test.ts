import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { readCsv } from '../../../src/base/files/csv.js';
import { auditClaims } from '../../../src/paper/claims/audit-claims.js';
import type { Claim, Verdict } from '../../../src/paper/claims/claim.js';
import type { Run } from '../../../src/records/run.js';
import { type Published, readPublished } from '../../../src/results/published.js';

const published = readPublished();
const claims = auditClaims(published);

const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index));

/** Ids by verdict, as an independent calculation with pandas and SciPy gives them. */
const EXPECTED: Readonly<Record<Verdict, readonly string[]>> = {
  holds: [
    ...['1', '2', '3', '4', '9', '10', '11', '12', '14', '16', '17', '18', '19', '20', '21', '22', '23'],
    ...['25', '27', '29', '31', '32', '35', '36', '37', '39', '41', '42', '46'],
    ...['57', '58', '59', '60', '61', '62', '64', '65', '66', '67', '68', '69', '70', '71', '72'],
  ],
  partly: [
    ...['24', '26', '28', '30', '33', '34', '38', '40', '43', '44', '45'],
    ...['48', '49', '50', '51', '53', '54', '63', '73', '74'],
  ],
  fails: ['5', '6', '7', '8', '15', '47', '52', '55', '56'],
  'not checkable here': ['6b', '13'],
};

/** Numbers in `weFind` that were computed independently with pandas and SciPy. */
const FOUND: readonly [id: string, text: string][] = [
  ['1', 'k-means rows of Table 1 that these seeds give, but for ties: 12'],
  ['5', 'dimensions of GEO: 299 (paper 512)'],
  ['6', ': 36 (paper 52)'],
  ['7', ': 40 (paper 52)'],
  ['8', '52 languages in all chosen subsets, 50 in those of Tables 1 and 12'],
  ['8', 'Telugu in 14 of 310 runs'],
  ['12', 'mGPT: 9.7 h'],
  ['12', 'BLOOM-7B1: 38.3 h'],
  ['15', 'ar bg el es eu ht qu ru te tr): 10'],
  ['16', '126 of 126'],
  ['24', '0 of 5 under it at p ≤ 0.05, 3 at p ≤ 0.15'],
  ['25', '3 of 5 under it at p ≤ 0.05'],
  ['41', 'mGPT GEO +0.27, p = 0.135'],
  ['41', 'mT5-xl GEO +0.32, p = 0.005'],
  ['44', 'mT5-xl: FAM 52.28'],
  ['47', '15 of 108 tests have p ≤ 0.05, where chance alone gives 5.4'],
  ['47', '0 of 15 stay at p ≤ 0.05 by Holm'],
  ['48', '26 of 51'],
  ['49', '99 of 105'],
  ['50', '557 of 560'],
  ['51', '404 of 420'],
  ['52', '98 of 420'],
  ['53', '236 of 245'],
  ['54', '278 of 280'],
  ['57', 'BLOOM-1.7B 49.158; BLOOM-3B 48.496; BLOOM-7B1 49.502; mGPT 50.644; mT5-xl 47.203'],
  ['58', 'LEARN 48.79, SEM 49.28, TYPO 49.43, GEO 49.47, BASE 49.50, RND 49.87, FAM 50.55'],
  ['66', 'gap above them 0.25 points, widest gap within 0.15'],
  ['71', 'mGPT GEO +0.18, p = 0.623'],
  ['72', '4 of 6 under it at p ≤ 0.05, 5 at p ≤ 0.15'],
];

const find = (audit: readonly Claim[], id: string): Claim => {
  const claim = audit.find((one) => one.id === id);
  if (claim === undefined) throw new Error(`no claim ${id}`);
  return claim;
};

test('auditClaims(published) gives the 75 claims 1 to 74 and 6b, in the order of the paper', () => {
  assert.deepEqual(
    claims.map(({ id }) => id),
    [...range(1, 6), '6b', ...range(7, 74)],
  );
});

for (const [verdict, ids] of Object.entries(EXPECTED)) {
  test(`auditClaims(published) finds that ${ids.length} claims are: ${verdict}`, () => {
    const found = claims.filter((claim) => claim.verdict === verdict).map(({ id }) => id);
    assert.deepEqual(found, ids);
  });
}

for (const [id, text] of FOUND) {
  test(`auditClaims(published) finds for claim ${id}: ${text}`, () => {
    const { weFind } = find(claims, id);
    assert.ok(weFind.includes(text), weFind);
  });
}

test('auditClaims(published) gives every claim a sentence, numbers and a reason', () => {
  for (const { id, claim, paperSays, weFind, why } of claims) {
    assert.match(claim, /^[A-Z].*\.$|^mT5|^mGPT/, id);
    assert.match(why, /\.$/, id);
    assert.notEqual(paperSays, '', id);
    assert.notEqual(weFind, '', id);
  }
});

/** Published with the scores of some runs moved by points, in all benchmarks alike. */
function shifted(points: number, which: Partial<Run>): Published {
  const matches = (run: Run): boolean =>
    Object.entries(which).every(([field, value]) => run[field as keyof Run] === value);
  const runs = published.runs.map((run) =>
    matches(run)
      ? { ...run, scores: run.scores.map((score) => ({ ...score, accuracy: score.accuracy + points / 100 })) }
      : run,
  );
  return { ...published, runs };
}

const main = { experiment: 'main', model: 'mGPT', subset: 'GEO' };
const changes: [name: string, changed: Published, id: string, before: Verdict, after: Verdict][] = [
  ['one run of GEO one point lower', shifted(-1, { ...main, run: 1 }), '16', 'holds', 'partly'],
  ['mGPT GEO one point lower', shifted(-1, main), '20', 'holds', 'partly'],
  [
    'RND of mGPT five points higher',
    shifted(5, { experiment: 'main', model: 'mGPT', subset: 'RND' }),
    '21',
    'holds',
    'partly',
  ],
  [
    'RND five points higher in all models',
    shifted(5, { experiment: 'main', subset: 'RND' }),
    '21',
    'holds',
    'fails',
  ],
  [
    'ALL five points higher in the main runs',
    shifted(5, { experiment: 'main', subset: 'ALL' }),
    '22',
    'holds',
    'fails',
  ],
  ['all tuned runs ten points lower', shifted(-10, { experiment: 'main' }), '44', 'partly', 'holds'],
  ['all analysis runs five points lower', shifted(-5, { experiment: 'analysis' }), '60', 'holds', 'fails'],
  ['all analysis runs five points lower', shifted(-5, { experiment: 'analysis' }), '62', 'holds', 'fails'],
  ['VI ten points lower', shifted(-10, { experiment: 'analysis', subset: 'VI' }), '73', 'partly', 'holds'],
  ['VI ten points higher', shifted(10, { experiment: 'analysis', subset: 'VI' }), '71', 'holds', 'fails'],
  [
    'ALL five points higher in Figure 3',
    shifted(5, { experiment: 'varying', subset: 'ALL' }),
    '69',
    'holds',
    'fails',
  ],
  [
    'one training with fewer steps',
    {
      ...published,
      training: published.training.map((one, index) => (index === 0 ? { ...one, trainSteps: 100 } : one)),
    },
    '11',
    'holds',
    'partly',
  ],
  [
    'a language less in the pool',
    { ...published, languages: published.languages.slice(1) },
    '1',
    'holds',
    'partly',
  ],
  [
    'Table 12 without one subset',
    {
      ...published,
      subsets: published.subsets.filter(({ table, subset }) => table !== '12' || subset !== 'GEO'),
    },
    '3',
    'holds',
    'partly',
  ],
  [
    'runs that tell three tuning seeds',
    { ...published, runs: published.runs.map((run) => ({ ...run, tuningSeed: run.run % 3 })) },
    '13',
    'not checkable here',
    'holds',
  ],
  [
    'runs that tell a single tuning seed',
    { ...published, runs: published.runs.map((run) => ({ ...run, tuningSeed: 42 })) },
    '13',
    'not checkable here',
    'fails',
  ],
];

for (const [name, changed, id, before, after] of changes) {
  test(`auditClaims(published) with ${name} finds claim ${id}: ${after} (was ${before})`, () => {
    const now = find(auditClaims(changed), id);
    assert.deepEqual([find(claims, id).verdict, now.verdict], [before, after], now.weFind);
  });
}

test('auditClaims(published, levels) judges by the levels that it is given', () => {
  const lenient = auditClaims(published, { strict: 0.15 });
  assert.deepEqual(
    ['24', '33', '45', '43'].map((id) => find(lenient, id).verdict),
    ['holds', 'holds', 'holds', 'partly'],
  );
  const severe = auditClaims(published, { wide: 0.05 });
  assert.deepEqual(
    ['24', '33', '45'].map((id) => find(severe, id).verdict),
    ['fails', 'partly', 'partly'],
  );
});

test('auditClaims(published) throws where runs that a table needs are missing', () => {
  const runs = published.runs.filter(({ subset }) => subset !== 'SEM');
  assert.throws(() => auditClaims({ ...published, runs }), RangeError);
});

test('auditClaims(published, levels) throws for levels out of order', () => {
  assert.throws(() => auditClaims(published, { strict: 0.2 }), /^RangeError: significanceLevels: /);
});

const CLAIM_LIST = '../shared/data/paper/claims.csv';
test('auditClaims(published) has exactly the ids of the list of claims that it was written from', {
  skip: existsSync(CLAIM_LIST) ? false : `${CLAIM_LIST} is not there`,
}, () => {
  const ids = readCsv(CLAIM_LIST, ['id'], (row) => row.text('id'));
  assert.deepEqual(claims.map(({ id }) => id).sort(), ids.sort());
});
