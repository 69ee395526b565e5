/**
 * Claims that a difference is, or is not, significant. The paper speaks of significance up to p ≤ 0.15; most readers mean
 * p ≤ 0.05. So a claimed difference has full credit up to the strict level, half up to the wide one; a claimed absence has
 * full credit above the wide level, half above the strict one.
 */

import { pText, signedText } from '../../charts/measures/measure-text.js';
import { BAND_LEVELS } from '../../results/statistics.js';
import type { Part } from './judge.js';

/** Levels of significance that the audit judges by, between 0 and 1. */
export interface Levels {
  /** Up to here a difference is significant (default 0.05). */
  readonly strict: number;
  /** Up to here it has half credit (default 0.15, the widest band of Table 3). */
  readonly wide: number;
}

/** The first and the last of the paper's bands. */
const DEFAULT_LEVELS: Levels = { strict: BAND_LEVELS[0], wide: BAND_LEVELS[2] };

/**
 * The levels to judge by, with the defaults filled in.
 * @throws RangeError where a level is not between 0 and 1, or the strict one is above the wide one.
 */
export function significanceLevels(levels: Partial<Levels> = {}): Levels {
  const { strict, wide } = { ...DEFAULT_LEVELS, ...levels };
  if (!(strict > 0 && strict <= wide && wide < 1)) {
    throw new RangeError(
      `significanceLevels: levels must satisfy 0 < strict ≤ wide < 1, got ${strict} and ${wide}`,
    );
  }
  return { strict, wide };
}

/** A difference from a reference, and whether chance could have made it. */
export interface Tested {
  readonly name: string;
  /** Mean difference from the reference, in points. */
  readonly difference: number;
  /** Two-sided p-value, or `null` for a single pair of runs, which proves nothing. */
  readonly p: number | null;
}

/** What the claim says of a difference. */
export type Direction = 'up' | 'down';

/** A comparison in words, for example `GEO +0.40, p = 0.024`. */
export function testedText({ name, difference, p }: Tested): string {
  return `${name} ${signedText(difference)}, ${p === null ? 'no test' : pText(p)}`;
}

/** Whether a comparison goes in the direction and is significant at a level. */
export function isSignificant({ difference, p }: Tested, direction: Direction, level: number): boolean {
  const right = direction === 'up' ? difference > 0 : difference < 0;
  return right && p !== null && p <= level;
}

/** Credit where a comparison is significant in the claimed direction. */
export function significantly(tested: Tested, direction: Direction, { strict, wide }: Levels): Part {
  const credit = isSignificant(tested, direction, strict)
    ? 1
    : isSignificant(tested, direction, wide)
      ? 0.5
      : 0;
  return { text: testedText(tested), credit };
}

/** Credit where a comparison is not significant in either direction. */
export function notSignificantly(tested: Tested, { strict, wide }: Levels): Part {
  const below = (level: number): boolean => tested.p !== null && tested.p <= level;
  return { text: testedText(tested), credit: below(strict) ? 0 : below(wide) ? 0.5 : 1 };
}

/** Credit where more comparisons than a share of all are significant in the claimed direction. */
function countSignificantly(
  where: string,
  tested: readonly Tested[],
  direction: Direction,
  { strict, wide }: Levels,
  enough: (count: number) => boolean,
): Part {
  const count = (level: number): number =>
    tested.filter((one) => isSignificant(one, direction, level)).length;
  const side = direction === 'up' ? 'over' : 'under';
  return {
    text: `${where}: ${count(strict)} of ${tested.length} ${side} it at p ≤ ${strict}, ${count(wide)} at p ≤ ${wide}`,
    credit: enough(count(strict)) ? 1 : enough(count(wide)) ? 0.5 : 0,
  };
}

/** Credit where more than half of the comparisons are significant in the claimed direction: `most`. */
export function mostSignificantly(
  where: string,
  tested: readonly Tested[],
  direction: Direction,
  levels: Levels,
): Part {
  return countSignificantly(where, tested, direction, levels, (count) => count > tested.length / 2);
}

/** Credit where at least one comparison is significant in the claimed direction: `some`. */
export function someSignificantly(
  where: string,
  tested: readonly Tested[],
  direction: Direction,
  levels: Levels,
): Part {
  return countSignificantly(where, tested, direction, levels, (count) => count > 0);
}
