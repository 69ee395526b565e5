/** Claims about Figures 3 (number of languages) and 6 (Vietnamese). */

import { CHOSEN_SUBSETS, MODELS } from '../../charts/subsets.js';
import { mean } from '../../results/statistics.js';
import type { ClaimRule } from './claim.js';
import { type ComparedMean, rate, testOf } from './compared-means.js';
import type { Evidence } from './evidence.js';
import { FIGURES_SECTION } from './figures-1-and-2.js';
import { judge, type Part } from './judge.js';
import {
  entryOf,
  isAbove,
  isAtPlace,
  isFirst,
  isLast,
  isWithin,
  placeOf,
  type Rated,
  ranking,
  ratedText,
} from './rank-parts.js';
import { notSignificantly, someSignificantly } from './significance-parts.js';
import { isSo } from './value-parts.js';

const section = FIGURES_SECTION;

/** The rows of Figure 6. */
const ROWS = [...CHOSEN_SUBSETS, 'VI'] as const;

/** Claims 67–74. */
export const FIGURE_3_AND_6_CLAIMS: readonly ClaimRule<Evidence>[] = [
  {
    id: '67',
    section,
    claim: 'BLOOM-7B1 is best with 13 and 14 languages, and flat from 1 to 13.',
    paperSays: '13 and 14 best; 1–13 flat',
    check: ({ figure3 }) => {
      const means = figure3['BLOOM-7B1'];
      const counts = byCount(means);
      const flat = means.filter(({ count }) => count !== null && count <= 13);
      return judge([
        isWithin('counts', counts, countName(13), 2),
        isWithin('counts', counts, countName(14), 2),
        isFlat('k = 1 to 13', flat),
      ]);
    },
  },
  {
    id: '68',
    section,
    claim: 'Beyond 14 languages, BLOOM-7B1 falls steadily: 14, 20, 26, 52.',
    paperSays: '14 > 20 > 26 > 52',
    check: ({ figure3 }) => {
      const counts = byCount(figure3['BLOOM-7B1']);
      const falling = [14, 20, 26, 52].map((count) => entryOf(counts, countName(count)));
      const parts = falling
        .slice(1)
        .map((next, index) => isAbove('BLOOM-7B1', falling[index] as Rated, next));
      return judge(parts, { of: 'steps' });
    },
  },
  {
    id: '69',
    section,
    claim: 'In mGPT, all 52 languages are not the best choice; 14 are, by a narrow lead.',
    paperSays: '52 not best; 14 marginally best',
    check: ({ figure3: { mGPT } }) => {
      const counts = byCount(mGPT);
      return judge([
        isSo(`52 languages are number ${placeOf(counts, countName(52))}`, placeOf(counts, countName(52)) > 1),
        isFirst('mGPT', counts, countName(14)),
      ]);
    },
  },
  {
    id: '70',
    section,
    claim: 'On Vietnamese, tuning on Vietnamese alone (VI) is first in mT5-xl.',
    paperSays: 'first',
    check: ({ figure6 }) => judge([isFirst('mT5-xl', rate(figure6, ROWS, { model: 'mT5-xl' }), 'VI')]),
  },
  {
    id: '71',
    section,
    claim: 'On Vietnamese, VI is second in mGPT after GEO, from which it does not differ significantly.',
    paperSays: 'second, not significant',
    check: ({ figure6, levels }) => {
      const rows = rate(figure6, ROWS, { model: 'mGPT' });
      return judge([
        isFirst('mGPT', rows, 'GEO'),
        isAtPlace('mGPT', rows, 'VI', 2),
        notSignificantly(testOf(figure6, { model: 'mGPT', subset: 'GEO', reference: 'VI' }), levels),
      ]);
    },
  },
  {
    id: '72',
    section,
    claim: 'On Vietnamese, some multilingual subsets are significantly under VI in mGPT.',
    paperSays: 'some',
    check: ({ figure6, levels }) => {
      const tests = CHOSEN_SUBSETS.map((subset) =>
        testOf(figure6, { model: 'mGPT', subset, reference: 'VI' }),
      );
      return judge([someSignificantly('mGPT against VI', tests, 'down', levels)]);
    },
  },
  {
    id: '73',
    section,
    claim: 'On Vietnamese, VI is the lowest at all three sizes of BLOOM.',
    paperSays: 'lowest',
    check: ({ figure6 }) =>
      judge(
        ['BLOOM-1.7B', 'BLOOM-3B', 'BLOOM-7B1'].map((model) =>
          isLast(model, rate(figure6, ROWS, { model }), 'VI'),
        ),
        { of: 'sizes' },
      ),
  },
  {
    id: '74',
    section,
    claim:
      'GEO is consistently good (among the better three of the six subsets) on unseen languages and on Vietnamese.',
    paperSays: '“consistently” (Appendix A)',
    check: ({ figure1, figure6 }) => {
      const half = CHOSEN_SUBSETS.length / 2;
      const panels = (name: string, means: readonly ComparedMean[]): Part[] =>
        MODELS.map((model) =>
          isWithin(`${name}, ${model}`, rate(means, CHOSEN_SUBSETS, { model }), 'GEO', half),
        );
      return judge([...panels('unseen', figure1), ...panels('Vietnamese', figure6)], { of: 'panels' });
    },
  },
];

function countName(count: number | null): string {
  return `k = ${count}`;
}

/** The means of Figure 3, named by number of languages. */
function byCount(means: readonly ComparedMean[]): Rated[] {
  return means.map(({ count, mean: value }) => ({ name: countName(count), value }));
}

/** Credit where the highest and the lowest mean lie no further apart than the 95 % intervals are wide on average. */
function isFlat(where: string, means: readonly ComparedMean[]): Part {
  const ordered = ranking(byCount(means));
  const [highest, lowest] = [ordered[0], ordered.at(-1)];
  if (highest === undefined || lowest === undefined) {
    throw new RangeError(`isFlat: means must hold at least one mean, got none for ${where}`);
  }
  const width = 2 * mean(means.flatMap(({ margin }) => margin ?? []));
  const spread = highest.value - lowest.value;
  return isSo(
    `${where}: ${ratedText(highest)} to ${ratedText(lowest)}, ${spread.toFixed(2)} points, where an interval is ${width.toFixed(2)} wide on average`,
    spread <= width,
  );
}
