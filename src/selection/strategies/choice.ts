/** What a strategy is given and what it gives back: languages by their indices 0..n−1 among those that may be chosen. */

/** How many to choose, and under which rules. */
export interface Choice {
  /** Codes of the languages, for messages. [n] */
  readonly codes: readonly string[];
  /** Number of languages to choose, 1..n. */
  readonly count: number;
  /** Indices that must be chosen, ascending; at most `count`, and no more of a family than the rule allows. */
  readonly include: readonly number[];
  /** Families of the n languages and how many of one may be chosen, or `null` where there is no such rule. */
  readonly quota: FamilyQuota | null;
}

/** At most so many languages of a family. */
export interface FamilyQuota {
  /** Family of each language. [n] */
  readonly families: readonly string[];
  /** At least 1. */
  readonly most: number;
}

/** Chosen languages, each with the group that it stands for. */
export interface Grouping {
  /** Indices of the chosen languages, in the order of the groups. [k] */
  readonly chosen: readonly number[];
  /** Group of each language, 0..k−1. [n] */
  readonly labels: readonly number[];
  /** Distance of each language from the centre of its group. [n] */
  readonly distances: readonly number[];
  /** Indices in each group that would have stood for it as well as the chosen one. [k][…] */
  readonly tied: readonly (readonly number[])[];
  /** Sum of squared distances from the centres, or `null` where the strategy does not have them. */
  readonly inertia: number | null;
  /** Iterations until the strategy came to rest, or `null` where it has none. */
  readonly iterations: number | null;
}

/** Whether one more language can be chosen beside some others without breaking the rule of families. */
export function hasRoom(quota: FamilyQuota | null, chosen: readonly number[], index: number): boolean {
  if (quota === null) return true;
  const { families, most } = quota;
  return chosen.filter((other) => families[other] === families[index]).length < most;
}
