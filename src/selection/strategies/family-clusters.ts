import type { Cluster } from '../selection.js';

/**
 * The families of the chosen languages as groups.
 * @param families family of each of the n languages.
 * @param chosen one place of each family.
 */
export function familyClusters(
  codes: readonly string[],
  families: readonly string[],
  chosen: readonly number[],
): Cluster[] {
  return [...chosen]
    .sort((a, b) => a - b)
    .map((place) => ({
      chosen: codes[place] as string,
      members: codes.filter((_, other) => families[other] === families[place]),
      tied: [],
      distances: [],
    }));
}
