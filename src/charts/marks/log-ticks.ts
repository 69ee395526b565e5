/** Which values matter most, and how close labels may stand. */
export interface LogTicksOptions {
  /** Values that come before all others (default none); they must be among `values`. */
  first?: readonly number[];
  /** Least distance between labels, as a share of the axis. */
  gap: number;
}

/**
 * Values to label on a logarithmic axis: both ends and `first`, then from the lowest up all that fit.
 * @param values positive numbers, in any order.
 * @returns some of the values, ascending.
 * @throws RangeError where there is no value or one is not a positive number.
 */
export function logTicks(values: readonly number[], { first = [], gap }: LogTicksOptions): number[] {
  const bad = values.find((value) => !(Number.isFinite(value) && value > 0));
  if (values.length === 0 || bad !== undefined) {
    throw new RangeError(`logTicks: values must be positive numbers, got ${bad ?? 'none'}`);
  }
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const length = Math.log(high / low);
  const kept: number[] = [];
  for (const value of [...first, low, high, ...sorted]) {
    if (kept.every((other) => Math.abs(Math.log(value / other)) > gap * length)) kept.push(value);
  }
  return kept.sort((a, b) => a - b);
}
