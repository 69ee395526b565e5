/**
 * The mean of each value and those just before it.
 * @param window how many values it takes, an integer from 1; where there are fewer yet, all there are.
 * @returns as many means as values.
 * @throws RangeError where the window is not an integer from 1.
 */
export function trailingMeans(values: readonly number[], window: number): number[] {
  if (!(Number.isInteger(window) && window >= 1)) {
    throw new RangeError(`trailingMeans: window must be an integer from 1, got ${window}`);
  }
  let sum = 0;
  return values.map((value, index) => {
    sum += value - (values[index - window] ?? 0);
    return sum / Math.min(index + 1, window);
  });
}
