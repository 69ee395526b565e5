import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure2 } from '../../../src/paper/figures/figure-2.js';
import { readPublished } from '../../../src/results/published.js';
import { assertClose } from '../../close.js';
import { assertInert, assertPlain, HOSTILE, recordAt } from '../figure-checks.js';
import { sampleBase, sampleRuns } from '../sample-runs.js';

const DRAWN = figure2(readPublished());
const SMALL = {
  runs: ['S', 'L'].flatMap((model, index) => [
    ...sampleRuns({ model, subset: 'RND' }, [50 + index, 52 + index]),
    ...sampleRuns({ model, subset: 'GEO' }, [53 + index, 55 + index]),
  ]),
  accuracies: [...sampleBase('S', 49), ...sampleBase('L', 52)],
};
const OPTIONS = { sizes: { L: 7, S: 1 }, subsets: ['RND', 'GEO'] };

test('figure2(published) has a mark for six subsets and BASE at three sizes', () => {
  assert.equal(DRAWN.records.length, 21);
  assertPlain(DRAWN);
});

// What the authors' notebook printed.
for (const [model, size, base] of [
  ['BLOOM-1.7B', 1.7, 54.24],
  ['BLOOM-3B', 3, 54.93],
  ['BLOOM-7B1', 7.1, 56.13],
] as const) {
  test(`figure2(published) puts BASE of ${model} at ${base}`, () => {
    const record = recordAt(DRAWN, { model, subset: 'BASE' });
    assert.deepEqual([record.size, Number(Number(record.mean).toFixed(2)), record.gain], [size, base, null]);
  });
}

test('figure2(published) finds every tuned model above BASE, but RND not the lowest at 3B', () => {
  const tuned = DRAWN.records.filter((record) => record.subset !== 'BASE');
  assert.equal(tuned.filter((record) => Number(record.gain) > 0).length, 18);
  const at3B = tuned.filter((record) => record.model === 'BLOOM-3B');
  const lowest = at3B.sort((a, b) => Number(a.mean) - Number(b.mean))[0];
  assert.equal(lowest?.subset, 'FAM');
});

test('figure2(published, { sizes }) gives means and gains, and lines that run from small to large', () => {
  const figure = figure2(SMALL, OPTIONS);
  assertClose(Number(recordAt(figure, { model: 'L', subset: 'GEO' }).gain), 3, 1e-12);
  assertClose(Number(recordAt(figure, { model: 'S', subset: 'GEO' }).mean), 54, 1e-12);
  const line = figure.data.find((trace) => trace.name === 'GEO');
  assert.deepEqual(line?.x, [1, 7]);
  assert.match(figure.caption, /Above RND: 1 of 1 in L and 1 of 1 in S/);
});

test('figure2(published, { base: false }) draws one panel and no gains', () => {
  const figure = figure2({ ...SMALL, accuracies: [] }, { ...OPTIONS, base: false, reference: null });
  assert.equal(figure.data.length, 2);
  assert.equal(figure.layout.xaxis2, undefined);
  assert.doesNotMatch(figure.caption, /BASE|RND/);
});

test('figure2(published) draws names from data as plain text', () => {
  const runs = sampleRuns({ model: HOSTILE, subset: HOSTILE }, [50, 51]);
  const options = { sizes: { [HOSTILE]: 1 }, subsets: [HOSTILE], reference: null };
  assertInert(figure2({ runs, accuracies: sampleBase(HOSTILE, 50) }, options));
});

test('figure2(published, options) refuses sizes that are not positive, and missing runs', () => {
  for (const size of [0, -1, Number.NaN]) {
    assert.throws(() => figure2(SMALL, { ...OPTIONS, sizes: { S: size } }), {
      name: 'RangeError',
      message: `figure2: sizes must be positive numbers of billions, got ${size} for S`,
    });
  }
  assert.throws(() => figure2(SMALL, { ...OPTIONS, sizes: {} }), /figure2: models must not be empty/);
  assert.throws(() => figure2(SMALL), /figure2: there must be runs of RND on BLOOM-1\.7B/);
  assert.throws(() => figure2({ ...SMALL, accuracies: [] }, OPTIONS), /^RangeError: baseTask: /);
});
