import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluationBars } from '../../../src/charts/evaluation/evaluation-bars.js';
import { assertClose } from '../../close.js';
import { assertInert, assertPlain, HOSTILE, hoverTexts } from '../../paper/figure-checks.js';
import { BASE, GEO } from './sample-evaluations.js';

interface Bars {
  readonly x: number[];
  readonly y: number[];
  readonly width: number;
  readonly error_y: { readonly array: (number | null)[] };
  readonly xaxis: string;
}

test('evaluationBars([run]) draws one panel a benchmark, a bar a language with its standard error', () => {
  const figure = evaluationBars([BASE]);
  const [xnli, xcopa] = figure.data as unknown as Bars[];
  assert.equal(figure.data.length, 2);
  assert.deepEqual([xnli?.x, xnli?.y, xnli?.error_y.array], [[0], [40], [null]]);
  assert.deepEqual([xcopa?.x, xcopa?.xaxis], [[0, 1, 2], 'x2']);
  assertClose(xcopa?.y ?? [], [50, 56, 53], 1e-12);
  assertClose((xcopa?.error_y.array ?? []).map(Number), [2, 2, 1.41], 1e-12);
  assertPlain(figure);
});

test('evaluationBars([run]) starts at 0 and draws chance through each panel', () => {
  const { layout } = evaluationBars([BASE]) as unknown as {
    layout: { yaxis: { range: number[] }; shapes: { y0: number; y1: number; x1: number }[] };
  };
  assert.deepEqual(layout.yaxis.range, [0, 100]);
  assertClose(
    layout.shapes.flatMap(({ y0, y1, x1 }) => [y0, y1, x1]),
    [100 / 3, 100 / 3, 0.6, 50, 50, 2.6],
    1e-12,
  );
});

test('evaluationBars(runs) draws runs beside each other, and no line where chance is not known', () => {
  const figure = evaluationBars([BASE, GEO]);
  const [, , base, geo] = figure.data as unknown as Bars[];
  assertClose([...(base?.x ?? []), ...(geo?.x ?? [])], [-0.195, 0.805, 1.805, 0.195, 2.195], 1e-12);
  assertClose([base?.width ?? 0, geo?.width ?? 0], [0.39, 0.39], 1e-12);
  assert.equal((figure.layout.shapes as unknown[]).length, 2);
  assert.equal(figure.layout.showlegend, true);
  assert.equal(figure.records.length, 8);
});

test('evaluationBars(runs) tells accuracy, error and chance where one points', () => {
  const texts = hoverTexts(evaluationBars([BASE]));
  assert.equal(texts[0], '<b>de</b> · BASE<br>40.0 %<br>chance 33.3 %');
  assert.equal(texts[1], '<b>et</b> · BASE<br>50.0 ± 2.0 % (standard error)<br>chance 50.0 %');
});

test('evaluationBars(runs) draws names from data as plain text', () => {
  assertInert(evaluationBars([BASE, { ...GEO, subset: HOSTILE }]));
});

test('evaluationBars(runs) refuses no run', () => {
  assert.throws(() => evaluationBars([]), { message: 'runNames: runs must hold at least one, got none' });
});
