/** What the reference scripts of k-means share: how labels are written, how points are drawn, what equal means. */
import assert from 'node:assert/strict';
import { NumpyRandom } from '../../../src/base/random/numpy-random.js';
import type { Matrix } from '../../../src/records/matrix.js';
import type { Clustering } from '../../../src/selection/kmeans/lloyd.js';
import { readReference } from '../../reference-file.js';

/** A clustering by scikit-learn. */
export interface Answer {
  /** One character a point. */
  readonly labels: string;
  readonly inertia: number;
  readonly iterations: number;
}

/** One case of `lloyd.json`. */
export interface LloydCase extends Answer {
  /** `empty`: from the start drawn, with clusters that run empty; `stopped`: k-means++, stopped by the tolerance. */
  readonly kind: 'empty' | 'stopped';
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Sums of squares of the same numbers in another order differ by far less. */
const RELATIVE_TOLERANCE = 1e-9;
/** The inertia of k = n is 0 but for the rounding of scikit-learn's centroids. */
const ABSOLUTE_TOLERANCE = 1e-20;

/** The cases of one kind in `lloyd.json`. */
export function lloydCases(kind: LloydCase['kind']): LloydCase[] {
  return readReference<LloydCase[]>('lloyd.json').filter((one) => one.kind === kind);
}

/** Points and starting places as `test/reference/lloyd.py` draws them. */
export function drawPoints({ seed, rows, columns, count }: LloydCase): { points: Matrix; start: number[] } {
  const random = new NumpyRandom(seed);
  const values = Float64Array.from({ length: rows * columns }, () => random.random());
  const start = Array.from({ length: count }, () => random.integer(0, rows));
  return { points: { rows, columns, values }, start };
}

/** Labels as the reference scripts write them. */
export function labelText(labels: Int32Array | readonly number[]): string {
  return Array.from(labels, (label) => DIGITS[label]).join('');
}

/** Labels under the numbers of their first appearance, so that equal clusterings have equal texts. */
export function renumbered(text: string): string {
  const order = [...new Set(text)];
  return labelText([...text].map((label) => order.indexOf(label)));
}

/** Whether an inertia is scikit-learn's. */
export function isSameInertia(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= RELATIVE_TOLERANCE * expected + ABSOLUTE_TOLERANCE;
}

/** Asserts that a clustering is scikit-learn's: labels and iterations exactly, inertia to 1e-9 relative. */
export function assertAnswer(
  { labels, inertia, iterations }: Omit<Clustering, 'centroids'>,
  expected: Answer,
): void {
  assert.equal(labelText(labels), expected.labels);
  assert.equal(iterations, expected.iterations);
  assert.ok(isSameInertia(inertia, expected.inertia), `inertia ${inertia}, expected ${expected.inertia}`);
}
