/**
 * Fails a derivation that found another number of things than the paper has.
 * @throws RangeError where the numbers differ.
 */
export function checkCount(caller: string, what: string, expected: number, actual: number): void {
  if (actual !== expected)
    throw new RangeError(`${caller}: there must be ${expected} ${what}, got ${actual}`);
}
