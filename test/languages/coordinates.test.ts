import assert from 'node:assert/strict';
import { test } from 'node:test';
import { geoCoordinates } from '../../src/languages/coordinates.js';
import { readFeatures } from '../../src/languages/features.js';
import { matrixFromRows } from '../../src/records/matrix.js';
import { assertClose } from '../close.js';

/** The poles' and the equator's points are a quarter or a half of the way round from each other. */
const CASES: readonly (readonly [name: string, shares: number[], latitude: number, longitude: number])[] = [
  ['the north pole', [0.5, 0.5, 0], 90, 0],
  ['0° N 0° E', [0, 0.5, 0.5], 0, 0],
  ['0° N 90° W', [0.5, 1, 0.5], 0, -90],
  ['45° S 0° E', [0.25, 0.5, 0.75], -45, 0],
];

for (const [name, shares, latitude, longitude] of CASES) {
  test(`geoCoordinates(table) finds ${name} from its distances`, () => {
    const features = ['GC_0_0', 'GC_0_90', 'GC_90_0'];
    const [place] = geoCoordinates({ features, matrix: matrixFromRows([shares]) });
    assertClose(place?.latitude ?? Number.NaN, latitude, 1e-12);
    // Any longitude is right at a pole.
    if (latitude < 90) assertClose(place?.longitude ?? Number.NaN, longitude, 1e-12);
  });
}

/** Where Glottolog, URIEL's source for these, has the languages. */
const KNOWN = { bn: [24, 90], fr: [48, 2], hi: [25, 77], ja: [35, 135], nl: [52, 5], si: [8, 81] } as const;

test('geoCoordinates(readFeatures(geo)) is right to a tenth of a degree', () => {
  const table = readFeatures('geo');
  const places = geoCoordinates(table);
  for (const [code, [latitude, longitude]] of Object.entries(KNOWN)) {
    const place = places[table.codes.indexOf(code)];
    assert.ok(Math.abs((place?.latitude ?? Number.NaN) - latitude) < 0.1, `${code}: ${place?.latitude}`);
    assert.ok(Math.abs((place?.longitude ?? Number.NaN) - longitude) < 0.1, `${code}: ${place?.longitude}`);
  }
});

for (const [name, features, message] of [
  [
    'for features of another kind',
    ['GC_0_0', 'S_SVO', 'GC_90_0'],
    'geoCoordinates: features must be named as GC_-83_42 is, got S_SVO',
  ],
  [
    'where the points lie on one circle',
    ['GC_0_0', 'GC_0_90', 'GC_0_180'],
    'geoCoordinates: features must name points that span space, got too few or on one circle',
  ],
] as const) {
  test(`geoCoordinates(table) throws ${name}`, () => {
    const matrix = matrixFromRows([[0, 0.5, 0.5]]);
    assert.throws(() => geoCoordinates({ features, matrix }), { name: 'RangeError', message });
  });
}
