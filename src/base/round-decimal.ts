/** How far from a half a value may lie and still count as one: far above rounding noise, far below a digit. */
const HALF_TOLERANCE = 1e-9;

/**
 * Rounds to a number of decimals, halves away from zero.
 * Noise of floating point cannot flip a digit: a value within 1e-9 of a half (in units of the last digit kept)
 * counts as that half. So 1.005, which is stored a little lower, gives 1.01.
 * @param digits decimals to keep, 0..6.
 * @throws RangeError where the value is not finite or `digits` is not an integer in 0..6.
 */
export function roundDecimal(value: number, digits: number): number {
  if (!Number.isFinite(value)) {
    throw new RangeError(`roundDecimal: value must be a finite number, got ${value}`);
  }
  if (!Number.isInteger(digits) || digits < 0 || digits > 6) {
    throw new RangeError(`roundDecimal: digits must be an integer in 0..6, got ${digits}`);
  }
  const scale = 10 ** digits;
  const rounded = Math.floor(Math.abs(value) * scale + 0.5 + HALF_TOLERANCE) / scale;
  return value < 0 && rounded > 0 ? -rounded : rounded;
}
