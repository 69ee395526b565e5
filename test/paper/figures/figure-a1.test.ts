import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureA1 } from '../../../src/paper/figures/figure-a1.js';
import { readPublished } from '../../../src/results/published.js';
import { paperSelection } from '../../../src/selection/presets.js';
import { assertPlain, recordAt } from '../figure-checks.js';

const PUBLISHED = readPublished();
const DRAWN = figureA1(PUBLISHED);

test('figureA1(published) draws the clusters of GEO with seed 42, the second row of Table 1', () => {
  assert.equal(DRAWN.id, 'A.1');
  assert.equal(DRAWN.records.length, 52);
  const chosen = DRAWN.records.filter((record) => record.chosen).map(({ code }) => code);
  assert.deepEqual(chosen, paperSelection('GEO', 2)?.languages);
  assert.deepEqual(recordAt(DRAWN, { code: 'he' }).tiedWith, 'ar');
  assertPlain(DRAWN);
});

test('figureA1(published) gives the same picture each time', () =>
  assert.deepEqual(figureA1(PUBLISHED), DRAWN));

test('figureA1(published) owns up to its perplexity', () => {
  assert.match(
    DRAWN.caption,
    /A perplexity of 40 is more than 52 languages bear \(a third of the others, 17\)/,
  );
});

test('figureA1(published, options) draws other features, seeds and counts', () => {
  const figure = figureA1(PUBLISHED, { features: 'learn', count: 5, perplexity: 11, seed: 1 });
  assert.equal(figure.title, 'Figure A.1. 5 clusters of 36 languages by LEARN');
  assert.equal(figure.records.filter((record) => record.chosen).length, 5);
  assert.match(figure.caption, /\(perplexity 11, seed 1\)/);
});

const BAD: readonly (readonly [name: string, options: object, message: RegExp])[] = [
  ['features that are none', { features: 'xxx' }, /^RangeError: readFeatures: /],
  ['no cluster', { count: 0 }, /^RangeError: selectLanguages: count/],
  ['a perplexity of all languages', { perplexity: 52 }, /^RangeError: tsne: perplexity/],
];

for (const [name, options, message] of BAD) {
  test(`figureA1(published, options) refuses ${name}`, () => {
    assert.throws(() => figureA1(PUBLISHED, options), message);
  });
}
