import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHOSEN_COLOUR } from '../../../src/charts/selection/cluster-styles.js';
import { clusterLanguages } from '../../../src/charts/selection/clustered-languages.js';
import { DISC_SIZE, languageDiscs } from '../../../src/charts/selection/language-discs.js';
import type { PlotlyObject } from '../../../src/records/figure.js';
import { assertClose } from '../../close.js';
import { LANGUAGES, SELECTION } from './sample-selection.js';

const MARKS = clusterLanguages(SELECTION, LANGUAGES).map((mark, index) => ({
  ...mark,
  x: LANGUAGES[index]?.longitude ?? NaN,
  y: LANGUAGES[index]?.latitude ?? NaN,
}));
function xs(trace: PlotlyObject | undefined): (number | null)[] {
  assert.ok(Array.isArray(trace?.x));
  return trace.x;
}

function fills(trace: PlotlyObject | undefined): unknown {
  return (trace?.marker as { color: unknown } | undefined)?.color;
}

/** A disc is as wide as six degrees. */
const [SPOKES, MOVES, OTHERS, CHOSEN] = languageDiscs(MARKS, { x: 6 / DISC_SIZE, y: 6 / DISC_SIZE });

test('languageDiscs(marks, pixel) draws the chosen languages in red, on top of the others', () => {
  assert.deepEqual(OTHERS?.text, ['bb', 'cc', 'ee']);
  assert.deepEqual(CHOSEN?.text, ['<b>aa</b>', '<b>dd</b>']);
  assert.deepEqual(fills(CHOSEN), [CHOSEN_COLOUR, CHOSEN_COLOUR]);
});

test('languageDiscs(marks, pixel) fills the others with the colour of their cluster, white for none', () => {
  assert.deepEqual(fills(OTHERS), ['#77AADD', '#77AADD', '#F7F7F7']);
});

test('languageDiscs(marks, pixel) moves discs at one place apart and leaves the others', () => {
  const [x, y] = [CHOSEN?.x, CHOSEN?.y] as [number[], number[]];
  const [otherX, otherY] = [OTHERS?.x, OTHERS?.y] as [number[], number[]];
  assertClose(Math.hypot((x[0] ?? 0) - (otherX[0] ?? 0), (y[0] ?? 0) - (otherY[0] ?? 0)), 6, 1e-9);
  assert.deepEqual(
    [otherX.slice(1), otherY.slice(1)],
    [
      [60, 40],
      [40, 0],
    ],
  );
});

test('languageDiscs(marks, pixel) joins each member to the language that stands for it, and no other', () => {
  const [x, chosen] = [SPOKES?.x, CHOSEN?.x] as [(number | null)[], number[]];
  const others = OTHERS?.x as number[];
  assert.deepEqual(x, [chosen[0], others[0], null, chosen[0], others[1], null]);
});

test('languageDiscs(marks, pixel) shows where a disc was moved from once it is half a disc away', () => {
  // aa and bb are moved by half a disc each, which still covers their place.
  assert.deepEqual(MOVES?.x, []);
  const three = [...MARKS, { ...(MARKS[1] as (typeof MARKS)[number]), code: 'ff' }];
  const [, moves] = languageDiscs(three, { x: 6 / DISC_SIZE, y: 6 / DISC_SIZE });
  const starts = xs(moves).filter((_, index) => index % 3 === 0);
  assert.ok(starts.length > 0 && starts.every((x) => x === 20), JSON.stringify(starts));
});
