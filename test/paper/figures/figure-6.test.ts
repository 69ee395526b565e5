import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure6 } from '../../../src/paper/figures/figure-6.js';
import { readPublished } from '../../../src/results/published.js';
import { assertClose } from '../../close.js';
import { assertInert, assertPlain, HOSTILE, recordAt } from '../figure-checks.js';
import { sampleBase, sampleRuns } from '../sample-runs.js';

const DRAWN = figure6(readPublished());
const SMALL = {
  runs: [...sampleRuns({ subset: 'VI' }, [49, 49.5, 51.5]), ...sampleRuns({ subset: 'GEO' }, [50, 51, 52])],
  accuracies: sampleBase('M', 48),
};
const OPTIONS = { models: ['M'], subsets: ['VI', 'GEO'], languages: { xnli: ['ru'], xcopa: ['en'] } };

function ranking(model: string): unknown[] {
  return DRAWN.records
    .filter((record) => record.model === model && record.subset !== 'BASE')
    .sort((a, b) => Number(b.mean) - Number(a.mean))
    .map((record) => record.subset);
}

test('figure6(published) has a mark for seven subsets and BASE of five models', () => {
  assert.equal(DRAWN.records.length, 40);
  assertPlain(DRAWN);
});

test('figure6(published) puts BASE of mGPT at the mean of its printed cells', () => {
  // Table 7 prints 44.66 for Vietnamese, Table 8 60.2.
  assertClose(Number(recordAt(DRAWN, { model: 'mGPT', subset: 'BASE' }).mean), (44.66 + 60.2) / 2, 1e-12);
});

test('figure6(published) puts VI first in mT5-xl, second in mGPT, and last in BLOOM but for the smallest', () => {
  assert.equal(ranking('mT5-xl')[0], 'VI');
  assert.deepEqual(ranking('mGPT').slice(0, 2), ['GEO', 'VI']);
  assert.deepEqual(
    ['BLOOM-1.7B', 'BLOOM-3B', 'BLOOM-7B1'].map((model) => ranking(model).at(-1)),
    ['GEO', 'VI', 'VI'],
  );
});

test('figure6(published, options) tests against VI', () => {
  const figure = figure6(SMALL, OPTIONS);
  const { mean, difference, p, reference } = recordAt(figure, { subset: 'GEO' });
  // Differences 1, 1.5, 0.5: t = 2√3, p = 1 − √(12 / 14).
  assertClose([mean, difference, p].map(Number), [51, 1, 1 - Math.sqrt(12 / 14)], 1e-9);
  assert.equal(reference, 'VI');
  assert.match(figure.caption, /Above VI: 1 of 1 in M/);
});

test('figure6(published) draws names from data as plain text', () => {
  const runs = sampleRuns({ model: HOSTILE, subset: HOSTILE }, [50, 51]);
  const options = { ...OPTIONS, models: [HOSTILE], subsets: [HOSTILE], reference: HOSTILE };
  assertInert(figure6({ runs, accuracies: sampleBase(HOSTILE, 50) }, options));
});

test('figure6(published, options) refuses missing runs, scores and BASE', () => {
  assert.throws(
    () => figure6(SMALL, { ...OPTIONS, models: ['X'] }),
    /figure6: there must be runs of VI on X/,
  );
  assert.throws(() => figure6(SMALL, { ...OPTIONS, languages: { xnli: ['vi'] } }), /taskScore: /);
  assert.throws(() => figure6({ ...SMALL, accuracies: [] }, OPTIONS), /^RangeError: baseAccuracy: /);
});
