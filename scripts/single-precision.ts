/** A number of single precision has at most nine significant digits. */
const MOST_DIGITS = 9;

/**
 * The text of a number of single precision with the fewest digits from which `Math.fround` gives it back.
 * @throws RangeError where the number is not one of single precision.
 */
export function singleText(value: number): string {
  for (let digits = 1; digits <= MOST_DIGITS; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  throw new RangeError(`singleText: value must be a number of single precision, got ${value}`);
}
