/**
 * Squared Euclidean distance between `length` values of `a` from `aStart` and as many of `b` from `bStart`.
 * Four sums at once let the processor overlap the additions: distances are where k-means spends its time.
 */
export function squaredDistance(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  length: number,
): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    const d0 = (a[aStart + i] as number) - (b[bStart + i] as number);
    const d1 = (a[aStart + i + 1] as number) - (b[bStart + i + 1] as number);
    const d2 = (a[aStart + i + 2] as number) - (b[bStart + i + 2] as number);
    const d3 = (a[aStart + i + 3] as number) - (b[bStart + i + 3] as number);
    sum0 += d0 * d0;
    sum1 += d1 * d1;
    sum2 += d2 * d2;
    sum3 += d3 * d3;
  }
  for (; i < length; i++) {
    const difference = (a[aStart + i] as number) - (b[bStart + i] as number);
    sum0 += difference * difference;
  }
  return sum0 + sum1 + (sum2 + sum3);
}
