import type { FamilyQuota } from './choice.js';

/**
 * Gives every group one of its languages so that no family is taken too often: each group the nearest language that
 * the rule leaves, where an earlier group moves to its next choice if that makes room for a later one.
 * @param preferences places of each group's languages, nearest first. [k][…]
 * @param taken places that are chosen already and count.
 * @returns a place for each group, or the first group for which there is none.
 * Source: augmenting paths, H. Kuhn, "The Hungarian method for the assignment problem", 1955, with room for several.
 */
export function matchFamilies(
  preferences: readonly (readonly number[])[],
  { families, most }: FamilyQuota,
  taken: readonly number[],
): { places: readonly number[] } | { stuck: number } {
  const family = (place: number): string => families[place] as string;
  const place = (group: number, name: string): number =>
    preferences[group]?.find((candidate) => family(candidate) === name) as number;
  const room = (name: string): number => most - taken.filter((other) => family(other) === name).length;
  /** Groups that a family stands for now. */
  const holders = new Map<string, number[]>();

  function settle(group: number, tried: Set<string>): boolean {
    for (const name of new Set((preferences[group] ?? []).map(family))) {
      if (tried.has(name)) continue;
      tried.add(name);
      const holding = holders.get(name) ?? [];
      const leaving = holding.length < room(name) ? undefined : holding.find((other) => settle(other, tried));
      if (holding.length >= room(name) && leaving === undefined) continue;
      holders.set(name, [...holding.filter((other) => other !== leaving), group]);
      return true;
    }
    return false;
  }

  for (const group of preferences.keys()) {
    if (!settle(group, new Set())) return { stuck: group };
  }
  const places: number[] = [];
  for (const [name, groups] of holders) {
    for (const group of groups) places[group] = place(group, name);
  }
  return { places };
}
