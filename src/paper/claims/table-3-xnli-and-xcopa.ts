/** Claims about XNLI and XCOPA in Table 3. */
import type { ClaimRule } from './claim.js';
import type { Evidence } from './evidence.js';
import { judge } from './judge.js';
import { overlapIs, pretrainedOn } from './overlap-parts.js';
import { TABLE_3_SECTION } from './table-3-averages.js';
import { differFromRandom, differsWithP, mostUnderRandom } from './table-3-forms.js';

const section = TABLE_3_SECTION;

/** Claims 24–31. */
export const XNLI_AND_XCOPA_CLAIMS: readonly ClaimRule<Evidence>[] = [
  mostUnderRandom('24', {
    claim: 'On XNLI, most informed subsets (more than half) are significantly under RND in BLOOM-7B1.',
    paperSays: '“most”',
    model: 'BLOOM-7B1',
    column: 'xnli',
  }),
  mostUnderRandom('25', {
    claim: 'On XNLI, most informed subsets (more than half) are significantly under RND in mT5-xl.',
    paperSays: '“most”',
    model: 'mT5-xl',
    column: 'xnli',
  }),
  differFromRandom('26', 'xnli', {
    claim: 'On XNLI, mGPT is over RND with GEO, SEM and TYPO, and under it with FAM alone.',
    paperSays: '3 over, 1 under',
    expected: [
      ['mGPT', 'GEO', 'up'],
      ['mGPT', 'SEM', 'up'],
      ['mGPT', 'TYPO', 'up'],
      ['mGPT', 'FAM', 'down'],
      ['mGPT', 'LEARN', 'none'],
    ],
  }),
  differFromRandom('27', 'xnli', {
    claim: 'On XNLI, ALL is under RND in BLOOM-7B1, over it in mGPT and no different in mT5-xl.',
    paperSays: '−; +; 0',
    expected: [
      ['BLOOM-7B1', 'ALL', 'down'],
      ['mGPT', 'ALL', 'up'],
      ['mT5-xl', 'ALL', 'none'],
    ],
  }),
  {
    id: '28',
    section,
    claim: 'Of the 15 XNLI languages, BLOOM was pre-trained on 8, mGPT on 14 and mT5-xl on 15.',
    paperSays: '8; 14; 15 of 15',
    check: ({ published: { coverage } }) => {
      const claimed = { BLOOM: 8, mGPT: 14, 'mT5-xl': 15 };
      const parts = Object.entries(claimed).map(([model, count]) =>
        pretrainedOn(coverage, { model, task: 'xnli', claimed: count }),
      );
      return judge(parts, { of: 'models' });
    },
  },
  {
    id: '29',
    section,
    claim: 'On XCOPA, mGPT tuned on SEM is slightly under RND (p = 0.14).',
    paperSays: 'p = 0.14',
    check: ({ table3 }) =>
      judge([
        differsWithP(table3, {
          model: 'mGPT',
          subset: 'SEM',
          column: 'xcopa',
          direction: 'down',
          printed: 0.14,
          digits: 2,
        }),
      ]),
  },
  differFromRandom('30', 'xcopa', {
    claim: 'On XCOPA, mT5-xl tuned on FAM, LEARN and ALL is over RND.',
    paperSays: '3 subsets',
    expected: [
      ['mT5-xl', 'FAM', 'up'],
      ['mT5-xl', 'LEARN', 'up'],
      ['mT5-xl', 'ALL', 'up'],
    ],
  }),
  {
    id: '31',
    section,
    claim: 'mT5-xl was pre-trained on 10 of the 11 XCOPA languages; LEARN holds 4 of the 11.',
    paperSays: '10/11; 4/11',
    check: ({ published: { coverage }, overlaps }) =>
      judge(
        [
          pretrainedOn(coverage, { model: 'mT5-xl', task: 'xcopa', claimed: 10 }),
          overlapIs(overlaps, {
            task: 'xcopa',
            model: 'mT5-xl',
            subset: 'LEARN',
            overlap: 'subsetTask',
            claimed: '4/11',
          }),
        ],
        { of: 'counts' },
      ),
  },
];
