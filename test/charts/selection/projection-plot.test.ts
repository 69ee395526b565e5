import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectionPlot } from '../../../src/charts/selection/projection-plot.js';
import { tsne } from '../../../src/selection/projection/tsne.js';
import { assertInert, assertPlain, HOSTILE, recordAt } from '../../paper/figure-checks.js';
import { BARE_SELECTION, FEATURES, LANGUAGES, renamed, SELECTION } from './sample-selection.js';

const OPTIONS = { languages: LANGUAGES, perplexity: 2, seed: 3 };
const SMALL = projectionPlot(SELECTION, FEATURES, OPTIONS);

test('projectionPlot(selection, features) puts each language where tsne does', () => {
  const points = tsne(FEATURES, { perplexity: 2, seed: 3 });
  assert.deepEqual(
    SMALL.records.map(({ code, x, y }) => ({ code, x, y })),
    FEATURES.codes.map((code, index) => ({ code, ...points[index] })),
  );
  assert.deepEqual(recordAt(SMALL, { code: 'aa' }).name, 'Aaish');
  assertPlain(SMALL);
});

test('projectionPlot(selection, features) says what a perplexity above a third of the others hides', () => {
  assert.match(SMALL.caption, /A perplexity of 2 is more than 4 languages bear \(a third of the others, 1\)/);
  assert.match(SMALL.caption, /\(perplexity 2, seed 3\)/);
  const wide = { ...FEATURES, codes: [...FEATURES.codes, 'ff', 'gg', 'hh'] };
  const matrix = { rows: 7, columns: 1, values: Float64Array.of(0, 2, 3, 10, 11, 12, 13) };
  assert.doesNotMatch(
    projectionPlot(SELECTION, { ...wide, matrix }, { languages: LANGUAGES, perplexity: 2 }).caption,
    /more than/,
  );
});

test('projectionPlot(selection, features) draws a selection without clusters', () => {
  const figure = projectionPlot(BARE_SELECTION, FEATURES, OPTIONS);
  assert.equal(figure.alt, 'Scatter plot of 4 languages. Chosen: aa, dd.');
});

test('projectionPlot(selection, features) names languages that it knows nothing of by their codes', () => {
  assert.equal(recordAt(projectionPlot(SELECTION, FEATURES, { perplexity: 2 }), { code: 'bb' }).name, 'bb');
});

test('projectionPlot(selection, features) draws languages that the features cannot tell apart', () => {
  const matrix = { rows: 4, columns: 1, values: new Float64Array(4) };
  assertPlain(projectionPlot(SELECTION, { ...FEATURES, matrix }, OPTIONS));
});

test('projectionPlot(selection, features) draws names from data as plain text', () => {
  const { selection, features, languages } = renamed(HOSTILE);
  assertInert(projectionPlot(selection, features, { ...OPTIONS, languages }));
});

test('projectionPlot(selection, features) refuses features that lack a language, and what tsne refuses', () => {
  const codes = ['xx', ...FEATURES.codes.slice(1)];
  assert.throws(
    () => projectionPlot(SELECTION, { ...FEATURES, codes }, OPTIONS),
    /^RangeError: clusterLanguages: /,
  );
  assert.throws(
    () => projectionPlot(SELECTION, FEATURES, { perplexity: 4 }),
    /^RangeError: tsne: perplexity/,
  );
});
