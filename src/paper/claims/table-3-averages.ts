/** Claims about Table 3 as a whole and about its averages. */
import { baseAverage } from '../../charts/measures/base-accuracy.js';
import { INFORMED_SUBSETS, TABLE_3_MODELS, TUNED_SUBSETS } from '../../charts/subsets.js';
import { comparedCell, judgeAgreement } from './agreement.js';
import type { ClaimRule } from './claim.js';
import { rate, rateOne, testOf } from './compared-means.js';
import type { Evidence } from './evidence.js';
import { judge } from './judge.js';
import { isFirst, mostAbove, someAbove } from './rank-parts.js';
import { isSignificant } from './significance-parts.js';
import { sameAsPrinted } from './value-parts.js';

/** Section of the audit that claims 16–47 belong to. */
export const TABLE_3_SECTION = 'B. Table 3 and the text of section 6';

const section = TABLE_3_SECTION;
const column = 'avg';

/** Claims 16–23. */
export const TABLE_3_AVERAGE_CLAIMS: readonly ClaimRule<Evidence>[] = [
  {
    id: '16',
    section,
    claim:
      'Table 3 prints mean and 95 % margin of the main runs in its 126 tuned cells (3 models, 7 subsets, 6 columns).',
    paperSays: '126 cells as printed',
    check: ({ cells }) => judgeAgreement(cells[3].map(comparedCell), 'tuned cells'),
  },
  averagesAre('17', 'BLOOM-7B1', {
    ALL: 56.45,
    RND: 56.47,
    FAM: 56.5,
    GEO: 56.66,
    LEARN: 56.47,
    SEM: 56.43,
    TYPO: 56.71,
  }),
  averagesAre('18', 'mGPT', {
    ALL: 52.72,
    RND: 52.42,
    FAM: 52.49,
    GEO: 52.82,
    LEARN: 52.46,
    SEM: 52.45,
    TYPO: 52.51,
  }),
  averagesAre('19', 'mT5-xl', {
    ALL: 48.72,
    RND: 48.81,
    FAM: 49.14,
    GEO: 49.01,
    LEARN: 48.82,
    SEM: 48.88,
    TYPO: 48.78,
  }),
  {
    id: '20',
    section,
    claim: 'The best average is that of GEO in mGPT, of TYPO in BLOOM-7B1 and of FAM in mT5-xl.',
    paperSays: 'GEO; TYPO; FAM',
    check: ({ table3 }) => {
      const best = { mGPT: 'GEO', 'BLOOM-7B1': 'TYPO', 'mT5-xl': 'FAM' };
      const parts = Object.entries(best).map(([model, subset]) =>
        isFirst(model, rate(table3, TUNED_SUBSETS, { model, column }), subset),
      );
      return judge(parts, { of: 'models' });
    },
  },
  {
    id: '21',
    section,
    claim:
      'Informed subsets generally (more than half of them in each model) have a higher average than RND.',
    paperSays: '“generally”',
    check: ({ table3, levels }) => {
      const parts = TABLE_3_MODELS.map((model) =>
        mostAbove(
          model,
          rate(table3, INFORMED_SUBSETS, { model, column }),
          rateOne(table3, { model, column, subset: 'RND' }),
        ),
      );
      const tests = TABLE_3_MODELS.flatMap((model) =>
        INFORMED_SUBSETS.map((subset) => testOf(table3, { model, subset, column, reference: 'RND' })),
      );
      const clear = tests.filter((test) => isSignificant(test, 'up', levels.strict)).length;
      const found = parts.map(({ text }) => text).join('; ');
      const weFind = `${found}; significantly above (p ≤ ${levels.strict}) ${clear} of ${tests.length}`;
      return judge(parts, { of: 'models', weFind });
    },
  },
  {
    id: '22',
    section,
    claim: 'In every model some informed subset has a higher average than all 52 languages (ALL).',
    paperSays: '3 of 3 models',
    check: ({ table3 }) => {
      const parts = TABLE_3_MODELS.map((model) =>
        someAbove(
          model,
          rate(table3, INFORMED_SUBSETS, { model, column }),
          rateOne(table3, { model, column, subset: 'ALL' }),
        ),
      );
      return judge(parts, { of: 'models' });
    },
  },
  {
    id: '23',
    section,
    claim: 'The untuned models average 56.13 (BLOOM-7B1), 52.24 (mGPT) and 47.55 (mT5-xl).',
    paperSays: '56.13; 52.24; 47.55',
    check: ({ published: { accuracies } }) => {
      const printed = { 'BLOOM-7B1': 56.13, mGPT: 52.24, 'mT5-xl': 47.55 };
      const parts = Object.entries(printed).map(([model, value]) =>
        sameAsPrinted({ name: model, value: baseAverage(accuracies, model), printed: value, digits: 2 }),
      );
      return judge(parts, { of: 'averages' });
    },
  },
];

/** A claim that lists the averages of one model by subset. */
function averagesAre(
  id: string,
  model: string,
  printed: Readonly<Record<string, number>>,
): ClaimRule<Evidence> {
  const subsets = Object.keys(printed);
  const values = Object.values(printed).map((average) => average.toFixed(2));
  return {
    id,
    section,
    claim: `The averages of ${model} tuned on ${subsets.join(', ')} are ${values.join(', ')}.`,
    paperSays: values.join('; '),
    check: ({ table3 }) => {
      const parts = Object.entries(printed).map(([subset, average]) => {
        const own = rateOne(table3, { model, column, subset });
        return sameAsPrinted({ ...own, printed: average, digits: 2 });
      });
      return judge(parts, { of: 'averages' });
    },
  };
}
