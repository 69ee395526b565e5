/** What counts as equally good, and which of equally good ones is taken. */

/** Relative difference up to which distances and sums of them are equal: far above rounding, far below a fact. */
export const TIE_TOLERANCE = 1e-6;

/** Whether two numbers are equal but for a millionth of the larger. */
export function isTied(a: number, b: number): boolean {
  return Math.abs(a - b) <= TIE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * Indices of the least number and of all that are tied with it, ascending: the first one is the one to take, so that
 * the earliest language in the table wins on every machine.
 * @returns empty where there are no numbers.
 */
export function leastIndices(values: readonly number[]): number[] {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  return [...values.keys()].filter((index) => isTied(values[index] as number, least));
}
