import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIGURES, paperFigure } from '../../../src/paper/figures/figures.js';
import { readPublished } from '../../../src/results/published.js';

const PUBLISHED = readPublished();

test('FIGURES holds the figures of the paper in its order, each under its own id', () => {
  assert.deepEqual([...FIGURES.keys()], ['1', '2', '3a', '3b', '4', '5', '6', 'A.1']);
  for (const [id, make] of FIGURES) assert.equal(make(PUBLISHED).id, id);
});

test('FIGURES have readable fonts', () => {
  for (const make of FIGURES.values()) {
    const { id, layout } = make(PUBLISHED);
    const sizes = [...JSON.stringify(layout).matchAll(/"size":(\d+)/g)].map(([, size]) => Number(size));
    assert.ok(Math.min(...sizes) >= 13, `font of figure ${id}`);
  }
});

test('FIGURES of accuracies have alt texts with numbers, and captions that own up to a cut axis', () => {
  for (const [number, make] of FIGURES) {
    if (number === 'A.1') continue;
    const { alt, caption } = make(PUBLISHED);
    assert.match(alt, /\d\d\.\d\d/);
    assert.match(caption, /not start at 0|No axis of accuracy starts at 0/);
  }
});

test('paperFigure(published, id) draws the figure of that number', () => {
  assert.equal(paperFigure(PUBLISHED, '3b').id, '3b');
  assert.equal(paperFigure(PUBLISHED, 'a1').id, 'A.1');
});

test('paperFigure(published, id) refuses other numbers', () => {
  assert.throws(() => paperFigure(PUBLISHED, '3'), {
    name: 'RangeError',
    message: 'paperFigure: id must be one of 1, 2, 3a, 3b, 4, 5, 6, A.1, got 3',
  });
});
