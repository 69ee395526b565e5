/** Where URIEL puts a language on the globe, solved from its GEO vector. */
import { matrixRow } from '../records/matrix.js';
import type { FeatureTable } from './feature-table.js';

/** A place on the globe, in degrees. */
export interface Coordinates {
  /** -90 to 90, north positive. */
  readonly latitude: number;
  /** -180 to 180, east positive. */
  readonly longitude: number;
}

/** A vector in space; of length 1 for a point of the globe. */
type Point = readonly [x: number, y: number, z: number];

/** GEO features are named after the point that they measure the distance to: `GC_-83_42`. */
const ANCHOR = /^GC_(-?\d+)_(-?\d+)$/;

/** A determinant of sums of at least three unit vectors below this is 0 but for rounding. */
const SMALLEST_VOLUME = 1e-9;

/**
 * Where the languages of a GEO table are.
 *
 * A GEO value is the distance to a known point, as a share of half the equator: an angle of that share of π. The
 * angle's cosine is the inner product of the two points' unit vectors, so that all 299 values together are one linear
 * system in the language's unit vector, solved by least squares.
 * @param table [n, d] GEO vectors, d ≥ 3.
 * @returns n places, to about 0.1°: the points' names give their degrees without decimals.
 * @throws RangeError where a feature is not named after a point, or the points do not span space.
 */
export function geoCoordinates({
  features,
  matrix,
}: Pick<FeatureTable, 'features' | 'matrix'>): Coordinates[] {
  const anchors = features.map(anchorPoint);
  const momentRow = (axis: number): Point => weightedSum(anchors, (point) => point[axis] ?? 0);
  const [a, b, c] = [momentRow(0), momentRow(1), momentRow(2)];
  // The inverse up to a positive factor, which a direction does not need.
  const adjugate = [cross(b, c), cross(c, a), cross(a, b)];
  if (!(dot(a, cross(b, c)) > SMALLEST_VOLUME)) {
    throw new RangeError(
      'geoCoordinates: features must name points that span space, got too few or on one circle',
    );
  }
  return Array.from({ length: matrix.rows }, (_, index) => {
    const shares = matrixRow(matrix, index);
    const right = weightedSum(anchors, (_anchor, k) => Math.cos((shares[k] ?? 0) * Math.PI));
    return toDegrees(weightedSum(adjugate, (_column, axis) => right[axis] ?? 0));
  });
}

function anchorPoint(feature: string): Point {
  const [, latitude, longitude] = ANCHOR.exec(feature) ?? [];
  if (latitude === undefined || longitude === undefined) {
    throw new RangeError(`geoCoordinates: features must be named as GC_-83_42 is, got ${feature}`);
  }
  const [north, east] = [toRadians(Number(latitude)), toRadians(Number(longitude))];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function toDegrees([x, y, z]: Point): Coordinates {
  const degrees = (radians: number): number => (radians * 180) / Math.PI;
  return { latitude: degrees(Math.atan2(z, Math.hypot(x, y))), longitude: degrees(Math.atan2(y, x)) };
}

function weightedSum(points: readonly Point[], weight: (point: Point, index: number) => number): Point {
  return points.reduce<Point>(
    ([x, y, z], point, index) => {
      const share = weight(point, index);
      return [x + share * point[0], y + share * point[1], z + share * point[2]];
    },
    [0, 0, 0],
  );
}

function cross([a, b, c]: Point, [x, y, z]: Point): Point {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

function dot([a, b, c]: Point, [x, y, z]: Point): number {
  return a * x + b * y + c * z;
}
