import assert from 'node:assert/strict';
import { test } from 'node:test';
import { landPath, readLand } from '../../../src/charts/selection/land.js';

const LAND = readLand();

/** Whether a place is on land: an odd number of outlines to its east. */
function isLand(longitude: number, latitude: number): boolean {
  const crossings = LAND.flatMap(({ longitudes, latitudes }) =>
    longitudes.filter((x, index) => {
      const y = latitudes[index] ?? NaN;
      const [nextX, nextY] = [longitudes[index + 1] ?? NaN, latitudes[index + 1] ?? NaN];
      const between = y > latitude !== nextY > latitude;
      return between && x + ((latitude - y) / (nextY - y)) * (nextX - x) > longitude;
    }),
  );
  return crossings.length % 2 === 1;
}

test('readLand() has 118 closed outlines without jumps from one side of the map to the other', () => {
  assert.equal(LAND.length, 118);
  for (const { longitudes, latitudes } of LAND) {
    assert.equal(longitudes.length, latitudes.length);
    assert.deepEqual([longitudes[0], latitudes[0]], [longitudes.at(-1), latitudes.at(-1)]);
    const steps = longitudes
      .slice(1)
      .map((longitude, index) => Math.abs(longitude - (longitudes[index] ?? NaN)));
    assert.ok(Math.max(...steps) < 30, String(Math.max(...steps)));
  }
});

const PLACES: readonly (readonly [name: string, longitude: number, latitude: number, land: boolean])[] = [
  ['Berlin', 13.4, 52.5, true],
  ['Beijing', 116.4, 39.9, true],
  ['Anadyr in the far east of Russia', 177, 65, true],
  ['Nairobi', 36.8, -1.3, true],
  ['the Caspian Sea', 51, 41, false],
  ['the middle of the Atlantic', -30, 30, false],
  ['the south of the Indian Ocean', 80, -30, false],
];

for (const [name, longitude, latitude, land] of PLACES) {
  test(`readLand() has ${land ? 'land' : 'water'} at ${name}`, () =>
    assert.equal(isLand(longitude, latitude), land));
}

test('landPath(rings, view) draws the outlines that reach into the view', () => {
  const square = (west: number, south: number): { longitudes: number[]; latitudes: number[] } => ({
    longitudes: [west, west + 1, west + 1, west],
    latitudes: [south, south, south + 1, south],
  });
  const view = { west: 0, east: 10, south: 0, north: 10 };
  assert.equal(landPath([square(5, 5), square(20, 5), square(5, -3)], view), 'M5,5L6,5L6,6L5,5Z');
  assert.equal(landPath([square(-0.5, 9.5)], view), 'M-0.5,9.5L0.5,9.5L0.5,10.5L-0.5,9.5Z');
});
