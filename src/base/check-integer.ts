/**
 * Checks a whole number that a caller passed.
 * @param name who asks and for what, as the message begins: `kmeans: count`.
 * @throws RangeError where the value is not an integer in `low..high`.
 */
export function checkInteger(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`${name} must be an integer in ${low}..${high}, got ${value}`);
  }
}
