/** Claims about XWinograd and PAWS-X in Table 3. */
import { INFORMED_SUBSETS, TABLE_3_MODELS, TUNED_SUBSETS } from '../../charts/subsets.js';
import type { ClaimRule } from './claim.js';
import { rate } from './compared-means.js';
import type { Evidence } from './evidence.js';
import { judge } from './judge.js';
import { overlapIs } from './overlap-parts.js';
import { isFirst } from './rank-parts.js';
import { notSignificantly } from './significance-parts.js';
import { TABLE_3_SECTION } from './table-3-averages.js';
import { againstRandom, bestWithMean, differFromRandom, differsWithP } from './table-3-forms.js';

const section = TABLE_3_SECTION;

/** Claims 39–44. */
export const XWINOGRAD_AND_PAWS_X_CLAIMS: readonly ClaimRule<Evidence>[] = [
  {
    id: '39',
    section,
    claim: 'On XWinograd, SEM is over RND in BLOOM-7B1 (p = 0.14).',
    paperSays: 'p = 0.14',
    check: ({ table3 }) =>
      judge([
        differsWithP(table3, {
          model: 'BLOOM-7B1',
          subset: 'SEM',
          column: 'xwinograd',
          direction: 'up',
          printed: 0.14,
          digits: 2,
        }),
      ]),
  },
  differFromRandom('40', 'xwinograd', {
    claim: 'On XWinograd, SEM and ALL are significantly under RND in mGPT.',
    paperSays: 'both significant',
    expected: [
      ['mGPT', 'SEM', 'down'],
      ['mGPT', 'ALL', 'down'],
    ],
  }),
  {
    id: '41',
    section,
    claim: 'On XWinograd, GEO is over RND in mGPT (p = 0.13) and in mT5-xl (p = 0.005).',
    paperSays: 'p = 0.13; 0.005',
    check: ({ table3 }) => {
      const cell = { subset: 'GEO', column: 'xwinograd', direction: 'up' } as const;
      return judge([
        differsWithP(table3, { ...cell, model: 'mGPT', printed: 0.13, digits: 2 }),
        differsWithP(table3, { ...cell, model: 'mT5-xl', printed: 0.005, digits: 3 }),
      ]);
    },
  },
  {
    id: '42',
    section,
    claim: 'On XWinograd, FAM is best in mT5-xl (51.01), though it holds 3 of the 6 languages and RND all 6.',
    paperSays: '51.01; RND 6/6, FAM 3/6',
    check: ({ table3, overlaps }) => {
      const row = { task: 'xwinograd', model: 'mT5-xl', overlap: 'subsetTask' } as const;
      return judge([
        ...bestWithMean(table3, { model: 'mT5-xl', subset: 'FAM', column: 'xwinograd', printed: 51.01 }),
        overlapIs(overlaps, { ...row, subset: 'RND', claimed: '6/6' }),
        overlapIs(overlaps, { ...row, subset: 'FAM', claimed: '3/6' }),
      ]);
    },
  },
  {
    id: '43',
    section,
    claim: 'On PAWS-X, no row differs significantly from RND in any model.',
    paperSays: 'none',
    check: ({ table3, levels }) => {
      const parts = TABLE_3_MODELS.flatMap((model) =>
        ['ALL', ...INFORMED_SUBSETS].map((subset) =>
          notSignificantly(againstRandom(table3, { model, subset, column: 'pawsx' }), levels),
        ),
      );
      const free = parts.filter(({ credit }) => credit === 1).length;
      return judge(parts, {
        of: 'comparisons',
        weFind: `${free} of ${parts.length} comparisons have p > ${levels.wide}`,
      });
    },
  },
  {
    id: '44',
    section,
    claim: 'On PAWS-X, the untuned model is above every tuned row in all three models.',
    paperSays: '3 of 3 models',
    check: ({ table3 }) => {
      const column = 'pawsx';
      const parts = TABLE_3_MODELS.map((model) =>
        isFirst(model, rate(table3, ['BASE', ...TUNED_SUBSETS], { model, column }), 'BASE'),
      );
      return judge(parts, { of: 'models' });
    },
  },
];
