import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure1 } from '../../../src/paper/figures/figure-1.js';
import { readPublished } from '../../../src/results/published.js';
import { assertClose } from '../../close.js';
import { assertInert, assertPlain, HOSTILE, hoverTexts, recordAt } from '../figure-checks.js';
import { sampleBase, sampleRuns } from '../sample-runs.js';

const PUBLISHED = readPublished();
const DRAWN = figure1(PUBLISHED);
const SMALL = {
  runs: [...sampleRuns({ subset: 'RND' }, [49, 49.5, 51.5]), ...sampleRuns({ subset: 'GEO' }, [50, 51, 52])],
  accuracies: sampleBase('M', 48),
};
const OPTIONS = { models: ['M'], subsets: ['RND', 'GEO'] };

test('figure1(published) has a mark for six subsets and BASE of five models', () => {
  assert.equal(DRAWN.records.length, 35);
  assert.equal(DRAWN.data.length, 35);
  assertPlain(DRAWN);
});

// What the authors' notebook printed.
for (const [model, base] of [
  ['BLOOM-1.7B', 49.158],
  ['BLOOM-3B', 48.496],
  ['BLOOM-7B1', 49.502],
  ['mGPT', 50.644],
  ['mT5-xl', 47.203],
] as const) {
  test(`figure1(published) puts BASE of ${model} at ${base}`, () => {
    assert.equal(Number(Number(recordAt(DRAWN, { model, subset: 'BASE' }).mean).toFixed(3)), base);
  });
}

test('figure1(published) orders BLOOM-7B1 as the paper does', () => {
  const ranked = DRAWN.records
    .filter((record) => record.model === 'BLOOM-7B1')
    .sort((a, b) => Number(a.mean) - Number(b.mean));
  assert.deepEqual(
    ranked.map((record) => record.subset),
    ['LEARN', 'SEM', 'TYPO', 'GEO', 'BASE', 'RND', 'FAM'],
  );
});

test('figure1(published, options) measures runs on unseen languages and tests them against RND', () => {
  const figure = figure1(SMALL, OPTIONS);
  const { mean, margin, difference, p, n } = recordAt(figure, { subset: 'GEO' });
  // s = 1: margin 4.302653 / √3. Differences 1, 1.5, 0.5: t = 2√3, p = 1 − √(12 / 14).
  assertClose(
    [mean, margin, difference, p, n].map(Number),
    [51, 2.4841377, 1, 1 - Math.sqrt(12 / 14), 3],
    1e-7,
  );
  assert.equal(recordAt(figure, { subset: 'RND' }).p, null);
  assert.deepEqual(recordAt(figure, { subset: 'BASE' }), {
    model: 'M',
    subset: 'BASE',
    n: 1,
    mean: 48,
    margin: null,
    difference: null,
    p: null,
    reference: null,
  });
});

test('figure1(published, options) says in words what it draws', () => {
  const figure = figure1(SMALL, OPTIONS);
  assert.match(figure.caption, /XNLI ru; XCOPA ru/);
  assert.match(figure.caption, /Above it: 2 of 2 in M\./);
  assert.match(figure.caption, /Above RND: 1 of 1 in M; p is at most 0\.05 in 0 of 1 /);
  assert.match(figure.alt, /M: GEO 51\.00 ± 2\.48, RND 50\.00 ± 3\.29, BASE 48\.00\.$/);
  assert.ok(
    hoverTexts(figure).includes(
      '<b>GEO</b> · M<br>51.00 ± 2.48 % (95 % interval)<br>n = 3 runs<br>+1.00 points against RND, p = 0.074',
    ),
  );
});

test('figure1(published, { base: false, reference: null }) needs neither print nor RND', () => {
  const figure = figure1(
    { runs: SMALL.runs, accuracies: [] },
    { ...OPTIONS, subsets: ['GEO'], base: false, reference: null },
  );
  assert.deepEqual(
    figure.records.map((record) => [record.subset, record.p]),
    [['GEO', null]],
  );
  assert.doesNotMatch(figure.caption, /BASE|RND/);
});

test('figure1(published, { languages }) scores on the languages given', () => {
  const figure = figure1(SMALL, { ...OPTIONS, languages: { xcopa: ['en'] } });
  assert.match(figure.caption, /\(XCOPA en\)/);
  assert.equal(recordAt(figure, { subset: 'GEO' }).mean, 51);
});

test('figure1(published) draws names from data as plain text', () => {
  const runs = ['RND', HOSTILE].flatMap((subset) => sampleRuns({ model: HOSTILE, subset }, [50, 51]));
  assertInert(
    figure1({ runs, accuracies: sampleBase(HOSTILE, 50) }, { models: [HOSTILE], subsets: ['RND', HOSTILE] }),
  );
});

const REFUSALS: readonly (readonly [string, Parameters<typeof figure1>[1], RegExp])[] = [
  [
    'a model without runs',
    { models: ['X'] },
    /^RangeError: figure1: there must be runs of RND on X in experiment analysis, got none/,
  ],
  ['a reference without runs', { reference: 'VI' }, /there must be runs of VI on M/],
  ['no models', { models: [], languages: { xnli: ['ru'] } }, /figure1: models must not be empty/],
  ['no subsets', { subsets: [], languages: { xnli: ['ru'] } }, /figure1: subsets must not be empty/],
  ['a confidence outside 0..1', { confidence: 0 }, /confidence must lie between 0 and 1, got 0/],
];
for (const [name, options, message] of REFUSALS) {
  test(`figure1(published, options) refuses ${name}`, () => {
    assert.throws(() => figure1(SMALL, { ...OPTIONS, ...options }), message);
  });
}

test('figure1(published) refuses a model whose BASE is not printed', () => {
  assert.throws(() => figure1({ ...SMALL, accuracies: [] }, OPTIONS), /^RangeError: baseAccuracy: /);
});

test("figure1(published, { mark: 'bar' }) draws the same numbers as bars, BASE without an interval", () => {
  const bars = figure1(SMALL, { ...OPTIONS, mark: 'bar' });
  assert.deepEqual(bars.records, figure1(SMALL, OPTIONS).records);
  assert.deepEqual(
    bars.data.map(({ type, orientation, x, error_x: interval }) => ({
      type,
      orientation,
      x,
      interval: interval !== undefined,
    })),
    [
      { type: 'bar', orientation: 'h', x: [48], interval: false },
      { type: 'bar', orientation: 'h', x: [50], interval: true },
      { type: 'bar', orientation: 'h', x: [51], interval: true },
    ],
  );
  assert.match(bars.caption, /bars stand on a cut axis: compare where they end/);
  assertPlain(bars);
});
