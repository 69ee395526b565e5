/** Which pairs of a corpus are tuned on, and which are held out. */
import { checkInteger } from '../../base/check-integer.js';
import { NumpyGenerator } from '../../base/random/numpy-generator.js';
import { PythonRandom } from '../../base/random/python-random.js';
import type { SharedIds } from './shared-ids.js';

/** By which rule pairs are chosen; `chooseRows` describes them. */
export type CorpusVariant = 'current' | 'paper';

/** How many pairs are chosen. */
export interface BudgetOptions {
  readonly variant: CorpusVariant;
  /** Pairs in all, those held out included, or `null` for all that there are. */
  readonly budget: number | null;
  /** Pairs in all that are held out. */
  readonly heldOut: number;
  /** Seed of the draws. */
  readonly seed: number;
}

/** The pairs that are chosen, by their ids. */
export interface RowChoice {
  /** Ids that are taken in every language, or `null` where all pairs are. */
  readonly ids: ReadonlySet<string> | null;
  /** Ids of them that are held out, by language. */
  readonly heldOut: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Chooses the same pairs in every language: `budget // L` of the ids that the L languages share, sorted, by Python's
 * `random.sample` after `random.seed(seed)`.
 *
 * - `current`: of these ids the last `heldOut // L` are held out in every language, so that no instruction that is
 *   tuned on in one language is evaluated in another. Without a budget every pair is taken, also those whose ids only
 *   some languages have.
 * - `paper`: the languages' pairs are joined, each language's in the order of drawing, and `heldOut` of all are drawn
 *   as `datasets.Dataset.train_test_split(test_size=heldOut, seed=seed)` draws them: an instruction may be held out
 *   in one language and tuned on in another. All languages must have the same ids.
 * Source: the authors' scripts; the split is that of Bactrian-X's scripts, which they follow, and `datasets` 5.2. With
 * it the numbers of optimiser steps in all of the published logs come out.
 * @throws RangeError where a number is out of range, or leaves nothing to tune on; Error where a language has too
 * few pairs or, in the paper's variant, other ids than the rest.
 */
export function chooseRows(shared: SharedIds, options: BudgetOptions): RowChoice {
  const { variant, budget, heldOut, seed } = options;
  const languages = [...shared.counts.keys()];
  const most = Number.MAX_SAFE_INTEGER;
  if (budget !== null) checkInteger('chooseRows: budget', budget, languages.length, most);
  checkInteger('chooseRows: heldOut', heldOut, 0, most);
  if (variant === 'paper') checkSameIds(shared);
  const share = budget === null ? shared.ids.length : Math.floor(budget / languages.length);
  checkShare(share, shared);
  const drawn = new PythonRandom(seed).sample(shared.ids, share);
  const isTaken = budget !== null || variant === 'paper';
  return {
    ids: isTaken ? new Set(drawn) : null,
    heldOut: (variant === 'paper' ? splitJoined : splitIds)(drawn, languages, options),
  };
}

function checkSameIds({ ids, counts }: SharedIds): void {
  for (const [language, count] of counts) {
    if (count !== ids.length) {
      throw new Error(
        `chooseRows: all languages must have the same ids in the paper's variant, got ${count} of ${language}, ${ids.length} of them shared`,
      );
    }
  }
}

function checkShare(share: number, { ids, counts }: SharedIds): void {
  if (share <= ids.length) return;
  const [language = '', fewest = 0] = [...counts].sort(([, a], [, b]) => a - b)[0] ?? [];
  throw new Error(
    fewest < share
      ? `chooseRows: each of ${counts.size} languages must have ${share} pairs, got ${fewest} of ${language}`
      : `chooseRows: ${counts.size} languages must share the ids of ${share} pairs, got ${ids.length}`,
  );
}

/** Holds the same ids out in every language. */
function splitIds(
  drawn: readonly string[],
  languages: readonly string[],
  { heldOut }: BudgetOptions,
): RowChoice['heldOut'] {
  if (heldOut === 0) return new Map();
  checkInteger('chooseRows: heldOut', heldOut, languages.length, drawn.length * languages.length - 1);
  const ids = new Set(drawn.slice(drawn.length - Math.floor(heldOut / languages.length)));
  return new Map(languages.map((language) => [language, ids]));
}

/** Holds pairs out whatever their language and id. */
function splitJoined(
  drawn: readonly string[],
  languages: readonly string[],
  { heldOut, seed }: BudgetOptions,
): RowChoice['heldOut'] {
  const total = drawn.length * languages.length;
  checkInteger('chooseRows: heldOut', heldOut, 0, total - 1);
  const order = new NumpyGenerator(seed).permutation(total);
  const places = new Set(order.slice(0, heldOut));
  return new Map(
    languages.map((language, index) => [
      language,
      new Set(drawn.filter((_, place) => places.has(index * drawn.length + place))),
    ]),
  );
}
