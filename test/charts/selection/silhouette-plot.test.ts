import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silhouettePlot } from '../../../src/charts/selection/silhouette-plot.js';
import { assertClose } from '../../close.js';
import { assertInert, assertPlain, HOSTILE } from '../../paper/figure-checks.js';
import { BARE_SELECTION, FEATURES, LANGUAGES, renamed, SELECTION } from './sample-selection.js';

const SMALL = silhouettePlot(SELECTION, FEATURES, { languages: LANGUAGES });

test('silhouettePlot(selection, features) records silhouettes worked out by hand, the best of a cluster first', () => {
  assert.deepEqual(
    SMALL.records.map(({ code }) => code),
    ['bb', 'aa', 'cc', 'dd'],
  );
  // aa: 1 − 2.5 / 10; bb: 1 − 1.5 / 8; cc: 1 − 2 / 7; dd is alone.
  const expected = [1 - 1.5 / 8, 1 - 2.5 / 10, 1 - 2 / 7, 0];
  assertClose(
    SMALL.records.map(({ silhouette }) => Number(silhouette)),
    expected,
    1e-12,
  );
  assertPlain(SMALL);
});

test('silhouettePlot(selection, features) stacks rows downwards, with a rule between clusters', () => {
  const [bars] = SMALL.data as { x: number[]; y: number[] }[];
  assert.deepEqual(bars?.y, [0, 1, 2, 3]);
  assert.equal(bars?.x[0], 0);
  const rules = (SMALL.layout.shapes as { y0: number; yref?: string }[]).filter(
    ({ yref }) => yref !== 'paper',
  );
  assert.deepEqual(
    rules.map(({ y0 }) => y0),
    [0.5],
  );
});

test('silhouettePlot(selection, features) gives the mean, and names those nearer to another cluster', () => {
  assert.match(SMALL.caption, /The dashed line is the mean, 0\.569\..* than to their own: none\.$/);
  const clusters = [
    { chosen: 'aa', members: ['aa', 'dd'], tied: [], distances: [5, 5] },
    { chosen: 'bb', members: ['bb', 'cc'], tied: [], distances: [0.5, 0.5] },
  ];
  const figure = silhouettePlot({ ...SELECTION, languages: ['aa', 'bb'], clusters }, FEATURES);
  assert.match(figure.caption, /than to their own: dd, aa\.$/);
  assert.match(figure.alt, /; 2 below 0\.$/);
});

test('silhouettePlot(selection, features) draws names from data as plain text', () => {
  const { selection, features, languages } = renamed(HOSTILE);
  assertInert(silhouettePlot(selection, features, { languages }));
});

test('silhouettePlot(selection, features) refuses features without a language, and too few clusters', () => {
  const codes = ['xx', ...FEATURES.codes.slice(1)];
  assert.throws(() => silhouettePlot(SELECTION, { ...FEATURES, codes }), {
    name: 'RangeError',
    message: 'silhouettePlot: features must have every language of the clusters, got none for aa',
  });
  assert.throws(() => silhouettePlot(BARE_SELECTION, FEATURES), {
    name: 'RangeError',
    message: 'silhouettePlot: the selection must have at least 2 clusters, got 0',
  });
  const clusters = FEATURES.codes.map((code) => ({
    chosen: code,
    members: [code],
    tied: [],
    distances: [0],
  }));
  assert.throws(
    () => silhouettePlot({ ...SELECTION, languages: FEATURES.codes, clusters }, FEATURES),
    /^RangeError: silhouetteValues: /,
  );
});
