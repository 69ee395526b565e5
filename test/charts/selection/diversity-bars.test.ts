import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diversityBars, type NamedDiversity } from '../../../src/charts/selection/diversity-bars.js';
import { readFeatures } from '../../../src/languages/features.js';
import { measureDiversity } from '../../../src/selection/diversity/measure-diversity.js';
import { assertInert, assertPlain, HOSTILE, recordAt } from '../../paper/figure-checks.js';
import { FEATURES } from './sample-selection.js';

/** At 0 and 10, at 2 and 3, and at 3 alone. */
const NAMED: readonly NamedDiversity[] = [
  { name: 'far', report: measureDiversity(['aa', 'dd'], FEATURES) },
  { name: 'near', report: measureDiversity(['bb', 'cc'], FEATURES) },
];
const DRAWN = diversityBars(NAMED);

test('diversityBars(selections) draws one panel a measure, from 0, the first selection on top', () => {
  assert.equal(DRAWN.data.length, 9);
  const [first] = DRAWN.data as { x: number[]; y: number[] }[];
  assert.deepEqual(
    [first?.x, first?.y],
    [
      [10, 1],
      [0, 1],
    ],
  );
  const { xaxis, yaxis } = DRAWN.layout as { xaxis: { rangemode: string }; yaxis: { range: number[] } };
  assert.equal(xaxis.rangemode, 'tozero');
  assert.deepEqual(yaxis.range, [1.6, -0.6]);
  assertPlain(DRAWN);
});

test('diversityBars(selections) records every measure and whether more of it is better', () => {
  assert.equal(DRAWN.records.length, 18);
  // bb is 2 from aa, cc 3; cc is 3 from aa's side, dd 7.
  assert.deepEqual(recordAt(DRAWN, { name: 'far', measure: 'Mean radius' }), {
    name: 'far',
    measure: 'Mean radius',
    value: 1.25,
    higherIsBetter: false,
  });
  assert.equal(recordAt(DRAWN, { name: 'near', measure: 'Largest radius' }).value, 7);
});

test('diversityBars(selections) names the leader of each measure, the least radius being best', () => {
  assert.match(DRAWN.caption, /Mean pairwise distance: far \(10\)\..* Mean radius: far \(1\.25\)\. /);
  assert.match(DRAWN.caption, /Families: far, near \(0\)\./);
});

test('diversityBars(selections) leaves out what none has, and the bar where one has it not', () => {
  const single = { name: 'one', report: measureDiversity(['cc'], FEATURES) };
  assert.equal(diversityBars([single]).data.length, 7);
  const both = diversityBars([...NAMED, single]);
  assert.deepEqual((both.data[0] as { x: unknown }).x, [10, 1, null]);
  assert.equal(
    (both.data[0] as { hovertext: string[] }).hovertext[2],
    '<b>one</b><br>Mean pairwise distance: not defined',
  );
});

test('diversityBars(selections) draws names from data as plain text', () => {
  assertInert(
    diversityBars([{ name: HOSTILE, report: { ...(NAMED[0] as NamedDiversity).report, features: HOSTILE } }]),
  );
});

const BAD: readonly (readonly [name: string, selections: readonly NamedDiversity[], message: string])[] = [
  ['none', [], 'diversityBars: selections must hold at least one, got none'],
  ['two of one name', [...NAMED, ...NAMED], 'diversityBars: names must be different, got far again'],
  [
    'measures of different features',
    [...NAMED, { name: 'geo', report: measureDiversity(['af', 'bn'], readFeatures('geo')) }],
    'diversityBars: all must be measured by the same features, got own, geo',
  ],
];

for (const [name, selections, message] of BAD) {
  test(`diversityBars(selections) refuses ${name}`, () => {
    assert.throws(() => diversityBars(selections), { name: 'RangeError', message });
  });
}
