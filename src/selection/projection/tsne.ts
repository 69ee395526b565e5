/** A map of languages in two dimensions, for pictures: what is near in the features is near on the map. */
import { TSNE } from '@keckelt/tsne';
import { checkInteger } from '../../base/check-integer.js';
import { NumpyRandom } from '../../base/random/numpy-random.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import { matrixRow } from '../../records/matrix.js';
import { distanceMatrix } from '../distance-matrix.js';

/** Fewer points have no perplexity to choose. */
const FEWEST = 3;
/** Of these the package runs the first 99 with early exaggeration; far past rest for some hundred points. */
const ITERATIONS = 1000;

/** How to lay out the map. */
export interface TsneOptions {
  /** Number of neighbours that count, roughly: above 1, below n (default: (n − 1) / 3, but at most 30). */
  perplexity?: number;
  /** Of the points' first places: integer in 0..2³²−1 (default 0). */
  seed?: number;
}

/** A place on the map; only distances to other places mean something. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Lays n languages out in the plane by t-SNE.
 *
 * The same features, perplexity and seed give the same places. Above (n − 1) / 3 a perplexity asks for more neighbours
 * than near ones can be told from far ones among; it is not refused, as the paper uses 40 for 52.
 * @returns n places, in the order of the features' codes; centred on 0.
 * @throws RangeError where there are fewer than 3 languages, the perplexity is not between 1 and n, or the seed is out
 * of its range.
 * Source: L. van der Maaten and G. Hinton, "Visualizing data using t-SNE", JMLR 9, 2008, as npm's
 * `@keckelt/tsne` has it; maps like scikit-learn's (`test/reference/projection.py`).
 */
export function tsne(
  features: FeatureTable | DistanceTable,
  { perplexity, seed = 0 }: TsneOptions = {},
): PlanePoint[] {
  const distances = distanceMatrix(features);
  const count = distances.rows;
  if (count < FEWEST) {
    throw new RangeError(`tsne: features must be of at least ${FEWEST} languages, got ${count}`);
  }
  const neighbours = perplexity ?? defaultPerplexity(count);
  if (!(neighbours > 1 && neighbours < count)) {
    throw new RangeError(`tsne: perplexity must be above 1 and below ${count}, got ${neighbours}`);
  }
  checkInteger('tsne: seed', seed, 0, 2 ** 32 - 1);
  const squared = Array.from({ length: count }, (_, index) =>
    matrixRow(distances, index).map((distance) => distance * distance),
  );
  const map = new TSNE({ perplexity: neighbours, dim: 2 });
  const random = new NumpyRandom(seed);
  map.gaussRandom = () => standardNormal(random); // The package's own draws have no seed.
  map.initDataDist(squared);
  for (let step = 0; step < ITERATIONS; step += 1) map.step();
  const places: readonly (readonly number[])[] = map.getSolution();
  return places.map(([x = NaN, y = NaN]) => ({ x, y }));
}

/** A draw from the normal distribution with mean 0 and variance 1, by Box and Muller's way. */
function standardNormal(random: NumpyRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.random())) * Math.cos(2 * Math.PI * random.random());
}

/** The largest perplexity that still asks for near neighbours, and no more than is customary. */
export function defaultPerplexity(count: number): number {
  return Math.min(30, (count - 1) / 3);
}
