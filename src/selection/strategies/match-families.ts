import type { FamilyQuota } from './choice.js';

/**
 * Gives every group one of its languages so that no family is taken too often: each group the nearest language that
 * the rule leaves, where an earlier group moves to its next choice if that makes room for a later one.
 * @param preferences indices of each group's languages, nearest first. [k][…]
 * @param taken indices that are chosen already and count.
 * @returns an index for each group, or the first group for which there is none.
 * Source: augmenting paths, H. Kuhn, "The Hungarian method for the assignment problem", 1955, with room for several.
 */
export function matchFamilies(
  preferences: readonly (readonly number[])[],
  { families, most }: FamilyQuota,
  taken: readonly number[],
): { indices: readonly number[] } | { stuck: number } {
  const family = (index: number): string => families[index] as string;
  const index = (group: number, name: string): number =>
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
  const indices: number[] = [];
  for (const [name, groups] of holders) {
    for (const group of groups) indices[group] = index(group, name);
  }
  return { indices };
}
