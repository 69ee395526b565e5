import { mean } from './statistics.js';

/**
 * Spearman's rank correlation: how far two orders agree.
 * Both hold equally many values, at least two.
 * @returns −1..1; `null` where all values of a side are equal, which gives no order.
 * @throws RangeError where the lengths differ, there are fewer than two values, or one is not a finite number.
 * Source: Spearman (1904); equal values share the mean of their ranks, as in SciPy's `spearmanr`.
 */
export function rankCorrelation(x: readonly number[], y: readonly number[]): number | null {
  if (x.length !== y.length || x.length < 2) {
    throw new RangeError(
      `rankCorrelation: x and y must be equally long, at least two values, got ${x.length} and ${y.length}`,
    );
  }
  const [left, right] = [x, y].map((values) => {
    const ranked = ranks(values);
    const centre = mean(ranked);
    return ranked.map((rank) => rank - centre);
  }) as [number[], number[]];
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
  const spread = product(left, left) * product(right, right);
  return spread === 0 ? null : product(left, right) / Math.sqrt(spread);
}

/**
 * Ranks from 1 for the lowest value; equal values share the mean of their ranks.
 * @throws RangeError where a value is not a finite number.
 */
export function ranks(values: readonly number[]): number[] {
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`ranks: values must be finite numbers, got ${wrong}`);
  return values.map((value) => {
    const lower = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return lower + (equal + 1) / 2;
  });
}
