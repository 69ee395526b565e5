/** What the checks of claims rest on: the published facts, and the records of our own tables and figures. */
import type { FeatureTable } from '../../languages/feature-table.js';
import { type FeatureName, readFeatures } from '../../languages/features.js';
import type { Published } from '../../results/published.js';
import { figure1 } from '../figures/figure-1.js';
import { figure2 } from '../figures/figure-2.js';
import { figure6 } from '../figures/figure-6.js';
import { figure3a, figure3b } from '../figures/figures-3-to-5.js';
import { type LanguageRecord, table2 } from '../tables/table-2.js';
import { type Table3Record, table3 } from '../tables/table-3.js';
import { type OverlapRecord, table4to6 } from '../tables/table-4-6.js';
import {
  type PerLanguageRecord,
  table7,
  table8,
  table9,
  table10,
  table11,
} from '../tables/table-per-language.js';
import { type ComparedMean, figureMeans, tableMeans } from './compared-means.js';
import { type Levels, significanceLevels } from './significance-parts.js';

/** Everything that a check may read. */
export interface Evidence {
  readonly published: Published;
  /** The vectors that languages are chosen by. */
  readonly features: Readonly<Record<FeatureName, FeatureTable>>;
  /** Levels of significance to judge by. */
  readonly levels: Levels;
  readonly table2: readonly LanguageRecord[];
  readonly overlaps: readonly OverlapRecord[];
  /** Cells of Table 3, and of the tables by language. */
  readonly cells: { readonly 3: readonly Table3Record[] } & Readonly<
    Record<'7' | '8' | '9' | '10' | '11', readonly PerLanguageRecord[]>
  >;
  /** Means of Table 3 at its two decimals, so that equal prints are no order; p-values against RND. */
  readonly table3: readonly ComparedMean[];
  /** Means on unseen languages, p-values against RND. */
  readonly figure1: readonly ComparedMean[];
  /** Averages of the three sizes of BLOOM, p-values against RND. */
  readonly figure2: readonly ComparedMean[];
  /** Averages by number of languages, p-values against 14 languages. */
  readonly figure3: { readonly 'BLOOM-7B1': readonly ComparedMean[]; readonly mGPT: readonly ComparedMean[] };
  /** Means in Vietnamese, p-values against VI. */
  readonly figure6: readonly ComparedMean[];
}

/**
 * Recomputes everything that the claims are held against.
 * @throws RangeError where the levels are out of order, or runs or printed cells that a table or figure needs are missing.
 */
export function gatherEvidence(published: Published, levels: Partial<Levels> = {}): Evidence {
  const main = table3(published).records;
  return {
    published,
    features: {
      typo: readFeatures('typo'),
      geo: readFeatures('geo'),
      learn: readFeatures('learn'),
      sem: readFeatures('sem'),
    },
    levels: significanceLevels(levels),
    table2: table2(published).records,
    overlaps: table4to6(published).records,
    cells: {
      3: main,
      7: table7(published).records,
      8: table8(published).records,
      9: table9(published).records,
      10: table10(published).records,
      11: table11(published).records,
    },
    table3: tableMeans(main),
    figure1: figureMeans(figure1(published).records),
    figure2: figureMeans(figure2(published).records),
    figure3: {
      'BLOOM-7B1': figureMeans(figure3a(published, { base: false }).records),
      mGPT: figureMeans(figure3b(published, { base: false }).records),
    },
    figure6: figureMeans(figure6(published, { base: false }).records),
  };
}
