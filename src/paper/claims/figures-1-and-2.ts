/** Claims about Figures 1 (unseen languages) and 2 (size of the model). */
import { CHOSEN_SUBSETS, INFORMED_SUBSETS, MODELS } from '../../charts/subsets.js';
import type { ClaimRule } from './claim.js';
import { type ComparedMean, rate, rateOne } from './compared-means.js';
import type { Evidence } from './evidence.js';
import { judge, type Part } from './judge.js';
import {
  entryOf,
  isAbove,
  isAtPlace,
  isFirst,
  isLast,
  mostAbove,
  placeOf,
  type Rated,
  ranking,
  ratedText,
  someAbove,
} from './rank-parts.js';
import { isSo, sameAsPrinted } from './value-parts.js';

/** Section of the audit that claims 57–74 belong to. */
export const FIGURES_SECTION = 'D. Figures 1, 2, 3–5, 6';

const section = FIGURES_SECTION;

/** The rows of Figures 1 and 2. */
const ROWS = ['BASE', ...CHOSEN_SUBSETS] as const;

/** The sizes of BLOOM, from the smallest. */
const SIZES = ['BLOOM-1.7B', 'BLOOM-3B', 'BLOOM-7B1'] as const;

/** Claims 57–66. */
export const FIGURE_1_AND_2_CLAIMS: readonly ClaimRule<Evidence>[] = [
  {
    id: '57',
    section,
    claim: "On unseen languages, the untuned models reach the accuracies that the authors' notebook prints.",
    paperSays: '49.158; 48.496; 49.502; 50.644; 47.203',
    check: ({ figure1 }) => {
      const printed = {
        'BLOOM-1.7B': 49.158,
        'BLOOM-3B': 48.496,
        'BLOOM-7B1': 49.502,
        mGPT: 50.644,
        'mT5-xl': 47.203,
      };
      const parts = Object.entries(printed).map(([model, value]) => {
        const own = rateOne(figure1, { model, subset: 'BASE' }).value;
        return sameAsPrinted({ name: model, value: own, printed: value, digits: 3 });
      });
      return judge(parts, { of: 'bars' });
    },
  },
  {
    id: '58',
    section,
    claim: 'On unseen languages, BLOOM-7B1 rises in the order LEARN, SEM, TYPO, GEO, BASE, RND, FAM.',
    paperSays: 'LEARN SEM TYPO GEO BASE RND FAM',
    check: ({ figure1 }) => {
      const rows = rate(figure1, ROWS, { model: 'BLOOM-7B1' });
      const rising = ['LEARN', 'SEM', 'TYPO', 'GEO', 'BASE', 'RND', 'FAM'];
      const parts = rising.map((name, index) => isAtPlace('place', rows, name, rising.length - index));
      const weFind = `from the lowest: ${ranking(rows).reverse().map(ratedText).join(', ')}`;
      return judge(parts, { of: 'places', weFind });
    },
  },
  {
    id: '59',
    section,
    claim: 'On unseen languages, only two subsets are above the untuned BLOOM-7B1.',
    paperSays: '2',
    check: ({ figure1 }) => {
      const model = 'BLOOM-7B1';
      const base = rateOne(figure1, { model, subset: 'BASE' });
      const above = ranking(rate(figure1, CHOSEN_SUBSETS, { model })).filter(
        ({ value }) => value > base.value,
      );
      const names = above.map(ratedText).join(', ');
      return judge([isSo(`${above.length} above ${ratedText(base)}: ${names}`, above.length === 2)]);
    },
  },
  {
    id: '60',
    section,
    claim:
      'On unseen languages, tuning generally (in more than half of the subsets) improves mGPT, mT5-xl and BLOOM-3B.',
    paperSays: '“generally”',
    check: ({ figure1 }) => {
      const parts = ['mGPT', 'mT5-xl', 'BLOOM-3B'].map((model) =>
        mostAbove(
          model,
          rate(figure1, CHOSEN_SUBSETS, { model }),
          rateOne(figure1, { model, subset: 'BASE' }),
        ),
      );
      return judge(parts, { of: 'models' });
    },
  },
  {
    id: '61',
    section,
    claim: 'On unseen languages, in every model some informed subset is above RND.',
    paperSays: '5 of 5 models',
    check: ({ figure1 }) => {
      const parts = MODELS.map((model) =>
        someAbove(
          model,
          rate(figure1, INFORMED_SUBSETS, { model }),
          rateOne(figure1, { model, subset: 'RND' }),
        ),
      );
      return judge(parts, { of: 'models' });
    },
  },
  {
    id: '62',
    section,
    claim:
      'On average over the benchmarks, every subset is above the untuned model at all three sizes of BLOOM.',
    paperSays: '18 of 18; BASE 54.24, 54.93, 56.13',
    check: ({ figure2 }) => {
      const parts = SIZES.flatMap((model) => {
        const base = rateOne(figure2, { model, subset: 'BASE' });
        return rate(figure2, CHOSEN_SUBSETS, { model }).map((row) => isAbove(model, row, base));
      });
      return judge(parts, { of: 'means', weFind: SIZES.map((model) => lowest(figure2, model)).join('; ') });
    },
  },
  {
    id: '63',
    section,
    claim: 'On average, RND is the lowest of the tuned subsets at all three sizes of BLOOM.',
    paperSays: '3 of 3 sizes',
    check: ({ figure2 }) =>
      judge(
        SIZES.map((model) => isLast(model, rate(figure2, CHOSEN_SUBSETS, { model }), 'RND')),
        { of: 'sizes' },
      ),
  },
  {
    id: '64',
    section,
    claim: 'On average, GEO is first in BLOOM-3B and BLOOM-7B1.',
    paperSays: 'first at both',
    check: ({ figure2 }) =>
      judge(
        ['BLOOM-3B', 'BLOOM-7B1'].map((model) => isFirst(model, rate(figure2, ROWS, { model }), 'GEO')),
        { of: 'sizes' },
      ),
  },
  {
    id: '65',
    section,
    claim:
      'On average, FAM is first in BLOOM-1.7B and falls back in the larger ones; TYPO is second in BLOOM-7B1.',
    paperSays: 'FAM first, then lower; TYPO second',
    check: ({ figure2 }) => {
      const rows = (model: string): Rated[] => rate(figure2, ROWS, { model });
      const larger = ['BLOOM-3B', 'BLOOM-7B1'].map((model) => {
        const place = placeOf(rows(model), 'FAM');
        return isSo(`${model}: FAM is number ${place}`, place > 1);
      });
      return judge([
        isFirst('BLOOM-1.7B', rows('BLOOM-1.7B'), 'FAM'),
        ...larger,
        isAtPlace('BLOOM-7B1', rows('BLOOM-7B1'), 'TYPO', 2),
      ]);
    },
  },
  {
    id: '66',
    section,
    claim: 'On average, BASE, RND, LEARN and SEM form a lower cluster in BLOOM-7B1.',
    paperSays: '4 in the cluster',
    check: ({ figure2 }) =>
      judge(lowerCluster(rate(figure2, ROWS, { model: 'BLOOM-7B1' }), ['BASE', 'RND', 'LEARN', 'SEM'])),
  },
];

function lowest(means: readonly ComparedMean[], model: string): string {
  const last = ranking(rate(means, CHOSEN_SUBSETS, { model })).at(-1);
  const base = ratedText(rateOne(means, { model, subset: 'BASE' }));
  return `${model}: ${base}, lowest subset ${last === undefined ? 'none' : ratedText(last)}`;
}

/** A lower cluster: exactly its members lie lowest, and the gap above it is wider than any gap within. */
function lowerCluster(rows: readonly Rated[], members: readonly string[]): Part[] {
  const rising = ranking(rows).reverse();
  const cluster = rising.slice(0, members.length);
  const gaps = rising.slice(1).map((row, index) => row.value - (rising[index] as Rated).value);
  const within = Math.max(...gaps.slice(0, members.length - 1));
  const above = gaps[members.length - 1] ?? 0;
  return [
    isSo(
      `lowest: ${cluster.map(ratedText).join(', ')}`,
      members.every((name) => cluster.includes(entryOf(rows, name))),
    ),
    isSo(`gap above them ${above.toFixed(2)} points, widest gap within ${within.toFixed(2)}`, above > within),
  ];
}
