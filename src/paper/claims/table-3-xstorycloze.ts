/** Claims about XStoryCloze in Table 3, and about the overlaps that the paper explains it by. */
import type { ClaimRule } from './claim.js';
import { rateOne } from './compared-means.js';
import type { Evidence } from './evidence.js';
import { judge } from './judge.js';
import { mostlyUnknown, overlapIs } from './overlap-parts.js';
import { notSignificantly } from './significance-parts.js';
import { TABLE_3_SECTION } from './table-3-averages.js';
import { againstRandom, bestWithMean, differFromRandom, leadTogether } from './table-3-forms.js';
import { sameAsPrinted } from './value-parts.js';

const section = TABLE_3_SECTION;

/** Claims 32–38. */
export const XSTORYCLOZE_CLAIMS: readonly ClaimRule<Evidence>[] = [
  {
    id: '32',
    section,
    claim: 'On XStoryCloze, GEO is best in BLOOM-7B1 (62.15) and in mGPT (56.35).',
    paperSays: '62.15; 56.35',
    check: ({ table3 }) => {
      const printed = { 'BLOOM-7B1': 62.15, mGPT: 56.35 };
      const parts = Object.entries(printed).flatMap(([model, value]) =>
        bestWithMean(table3, { model, subset: 'GEO', column: 'xstorycloze', printed: value }),
      );
      return judge(parts);
    },
  },
  differFromRandom('33', 'xstorycloze', {
    claim: 'On XStoryCloze, GEO and LEARN are significantly over RND in BLOOM-7B1 and mGPT.',
    paperSays: 'both, in both models',
    expected: [
      ['BLOOM-7B1', 'GEO', 'up'],
      ['BLOOM-7B1', 'LEARN', 'up'],
      ['mGPT', 'GEO', 'up'],
      ['mGPT', 'LEARN', 'up'],
    ],
  }),
  {
    id: '34',
    section,
    claim: 'On XStoryCloze, GEO and LEARN are above all other tuned rows in BLOOM-7B1 and mGPT.',
    paperSays: 'above all others',
    check: ({ table3 }) =>
      judge(
        ['BLOOM-7B1', 'mGPT'].flatMap((model) =>
          leadTogether(table3, { model, column: 'xstorycloze', subsets: ['GEO', 'LEARN'] }),
        ),
        { of: 'rows' },
      ),
  },
  {
    id: '35',
    section,
    claim: 'On XStoryCloze, GEO (52.61) and LEARN (52.62) lead in mT5-xl too, but not significantly.',
    paperSays: '52.61; 52.62',
    check: ({ table3, levels }) => {
      const [model, column] = ['mT5-xl', 'xstorycloze'];
      const printed = { GEO: 52.61, LEARN: 52.62 };
      const values = Object.entries(printed).map(([subset, value]) =>
        sameAsPrinted({ ...rateOne(table3, { model, subset, column }), printed: value, digits: 2 }),
      );
      const tests = Object.keys(printed).map((subset) =>
        notSignificantly(againstRandom(table3, { model, subset, column }), levels),
      );
      return judge([
        ...leadTogether(table3, { model, column, subsets: Object.keys(printed) }),
        ...values,
        ...tests,
      ]);
    },
  },
  {
    id: '36',
    section,
    claim: 'GEO holds 2 of the 11 XStoryCloze languages, LEARN 3.',
    paperSays: '2/11; 3/11',
    check: ({ overlaps }) => {
      const claimed = { GEO: '2/11', LEARN: '3/11' };
      const parts = Object.entries(claimed).map(([subset, share]) =>
        overlapIs(overlaps, {
          task: 'xstorycloze',
          model: 'BLOOM',
          subset,
          overlap: 'subsetTask',
          claimed: share,
        }),
      );
      return judge(parts, { of: 'counts' });
    },
  },
  {
    id: '37',
    section,
    claim: 'mGPT was pre-trained on 14 of the 16 languages of GEO.',
    paperSays: '14/16',
    check: ({ overlaps }) => {
      const row = { task: 'xstorycloze', model: 'mGPT', subset: 'GEO' };
      return judge([overlapIs(overlaps, { ...row, overlap: 'modelSubset', claimed: '14/16' })]);
    },
  },
  {
    id: '38',
    section,
    claim:
      'BLOOM was not pre-trained on over half of the languages of GEO, nor on over half of those of LEARN.',
    paperSays: 'over half, both',
    check: ({ overlaps }) => {
      const parts = ['GEO', 'LEARN'].map((subset) =>
        mostlyUnknown(overlaps, { task: 'xstorycloze', model: 'BLOOM', subset }),
      );
      return judge(parts, { of: 'subsets' });
    },
  },
];
