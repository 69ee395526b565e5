/** Choosing languages: one function for every strategy, with or without rules. */

import { checkInteger } from '../base/check-integer.js';
import { type Coverage, type Language, readLanguages } from '../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../languages/feature-table.js';
import { readPoolCoverage } from '../languages/pool-coverage.js';
import { admitLanguages } from './constraints.js';
import { type SelectOptions, type UsedOptions, usedOptions } from './select-options.js';
import type { Selection } from './selection.js';
import type { Choice } from './strategies/choice.js';
import { checkQuota, describeCodes, quotaCapacity } from './strategies/family-quota.js';
import { runStrategy } from './strategies/run-strategy.js';
import { STRATEGIES } from './strategies.js';

/** What languages are chosen from: a table of features or distances, or for `family`, `random`, `all` a plain list. */
export type Languages = FeatureTable | DistanceTable | readonly Language[];

/** A selection that `selectLanguages` made; given its options and the same languages, it makes it again. */
export interface StrategySelection extends Selection {
  readonly options: UsedOptions;
}

/** Facts beside the features that some strategies and rules ask for. */
export interface LanguageFacts {
  /** Families, for `family` and `perFamily` (default: the 52 of the catalogue, or the list that is chosen from). */
  readonly languages?: readonly Language[];
  /** What models saw in pre-training, for `seenBy` and `unseenBy` (default: `readPoolCoverage`). */
  readonly coverage?: readonly Coverage[];
}

/**
 * Chooses languages by a strategy, under rules.
 *
 * Of equally good languages the earliest in the table is taken, so the answer is the same on every machine.
 * @param data features or distances of n languages, or a list of languages where the strategy needs no features.
 * @returns codes, groups and ties, with all options; `missing` names the languages without features.
 * @throws RangeError where the strategy is not known or needs what `data` does not have; the count is not in
 * 1..number of languages that the rules leave; a family or what models saw is asked for and not known of a language;
 * the rules contradict each other (see `admitLanguages`) or leave a cluster without a language; or as `kmeans` does.
 * Source: paper, section 3.2 and Table 1; the rules and the strategies beyond the paper's are ours.
 * @example
 * ```ts
 * import { readFeatures, selectLanguages } from 'lingtune';
 *
 * const { languages } = selectLanguages(readFeatures('geo'), { strategy: 'kmeans', count: 14, seed: 66 });
 * ```
 */
export function selectLanguages(
  data: Languages,
  options: SelectOptions,
  facts: LanguageFacts = {},
): StrategySelection {
  const table = 'kind' in data ? data : null;
  const listed = 'kind' in data ? null : data;
  const known = {
    codes: table?.codes ?? listed?.map(({ code }) => code) ?? [],
    missing: table?.missing ?? [],
  };
  const codes = admitLanguages(known, options, () => facts.coverage ?? readPoolCoverage());
  const used = usedOptions(options, table === null ? [] : [table.name], codes.length);
  const describe = (): Language[] => describeCodes(codes, facts.languages ?? listed ?? readLanguages());
  const choice = checkedChoice(codes, used, describe);
  const made = runStrategy(table, choice, used, describe);
  const indices = [...made.chosen].sort((a, b) => a - b);
  return {
    kind: 'selection',
    languages: indices.map((index) => codes[index] as string),
    clusters: made.clusters,
    inertia: made.inertia,
    iterations: made.iterations,
    missing: known.missing,
    options: used,
  };
}

/** The choice that the rules leave, known to be possible. */
function checkedChoice(
  codes: readonly string[],
  { strategy, count, include: included, perFamily }: UsedOptions,
  describe: () => Language[],
): Choice {
  const include = included.map((code) => codes.indexOf(code)).sort((a, b) => a - b);
  const { perFamily: own, isWhole = false } = STRATEGIES[strategy];
  const most = own ?? perFamily;
  const quota = most === null ? null : { families: describe().map(({ family }) => family), most };
  if (codes.length === 0) throw new RangeError('selectLanguages: the rules must leave a language, got none');
  const largest = quota === null ? codes.length : quotaCapacity(quota);
  checkInteger('selectLanguages: count (of what the rules leave)', count, 1, largest);
  if (include.length > count) {
    throw new RangeError(
      `selectLanguages: include must hold at most ${count} languages, the count, got ${include.length}`,
    );
  }
  if (isWhole && count < codes.length) {
    throw new RangeError(`selectLanguages: count must be ${codes.length} for ${strategy}, got ${count}`);
  }
  if (quota !== null) checkQuota(quota, codes, include);
  return { codes, count, include, quota };
}
