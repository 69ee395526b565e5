/** The rule of at most so many languages of a family: what it needs to know, and how many it leaves. */
import type { Language } from '../../languages/catalogue.js';
import type { FamilyQuota } from './choice.js';

/**
 * The catalogue's entries for some codes, in their order.
 * @throws RangeError where the catalogue lacks one.
 */
export function describeCodes(codes: readonly string[], languages: readonly Language[]): Language[] {
  const known = new Map(languages.map((language) => [language.code, language]));
  return codes.map((code) => {
    const language = known.get(code);
    if (language !== undefined) return language;
    throw new RangeError(
      `selectLanguages: families must be known of every language, got ${code}, which is not in the catalogue`,
    );
  });
}

/** How many languages can be chosen without breaking the rule. */
export function quotaCapacity({ families, most }: FamilyQuota): number {
  const sizes = new Map<string, number>();
  for (const family of families) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  return [...sizes.values()].reduce((total, size) => total + Math.min(size, most), 0);
}

/**
 * Checks languages that must be chosen against the rule.
 * @throws RangeError that names the family with too many, and its languages.
 */
export function checkQuota(
  { families, most }: FamilyQuota,
  codes: readonly string[],
  include: readonly number[],
): void {
  for (const family of new Set(include.map((index) => families[index]))) {
    const same = include.filter((index) => families[index] === family).map((index) => codes[index]);
    if (same.length > most) {
      throw new RangeError(
        `selectLanguages: include must hold at most ${most} of a family, got ${same.join(', ')} (${family})`,
      );
    }
  }
}
