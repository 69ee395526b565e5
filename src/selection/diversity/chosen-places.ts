import { quoteText } from '../../base/printable.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';

/**
 * Places of languages in a table.
 * @param caller name for messages.
 * @returns one place a code, in the order given.
 * @throws RangeError where there is no code, one is there twice, or one has no row.
 */
export function chosenPlaces(
  caller: string,
  codes: readonly string[],
  { codes: rows, name }: FeatureTable | DistanceTable,
): number[] {
  if (codes.length === 0) throw new RangeError(`${caller}: codes must hold at least one language, got none`);
  return codes.map((code, index) => {
    if (codes.indexOf(code) < index) {
      throw new RangeError(`${caller}: codes must hold each language once, got ${code} again`);
    }
    const place = rows.indexOf(code);
    if (place !== -1) return place;
    throw new RangeError(`${caller}: codes must have features in ${name}, got ${quoteText(code)}`);
  });
}
