/** Claims about the set-up: the pool, the subsets, the features and the tuning. */

import { unseenLanguages } from '../../charts/measures/unseen-languages.js';
import { CHOSEN_SUBSETS } from '../../charts/subsets.js';
import type { FeatureTable } from '../../languages/feature-table.js';
import type { PrintedSubset, Published } from '../../results/published.js';
import { mean } from '../../results/statistics.js';
import { compareWithPrinted } from '../../selection/compare-with-printed.js';
import { paperSelection } from '../../selection/presets.js';
import type { ClaimRule, Finding } from './claim.js';
import type { Evidence } from './evidence.js';
import { judge, type Part } from './judge.js';
import { notShipped } from './not-shipped.js';
import { chosenTraining, stepsOfPairs, union } from './tuning-facts.js';
import { countIs, isSo, sameWords } from './value-parts.js';

const SECTION = 'A. Set-up and selection';

/** Languages in a chosen subset. */
const SUBSET_SIZE = 14;

/** Source: section 4, seeds of the language selection. */
const SELECTION_SEEDS = [66, 42, 10];

/** Subsets of Table 1 that are chosen by k-means, each with three seeds. */
const KMEANS_SUBSETS = ['TYPO', 'GEO', 'LEARN', 'SEM'] as const;
const KMEANS_ROWS = KMEANS_SUBSETS.length * SELECTION_SEEDS.length;

/** Share by which a mean duration may differ from one that the paper gives in round figures. */
const DURATION_TOLERANCE = 0.05;

/** Claims 1–15. */
export const SET_UP_CLAIMS: readonly ClaimRule<Evidence>[] = [
  {
    id: '1',
    section: SECTION,
    claim: 'Subsets of 14 languages are chosen from a pool of 52, by k-means with the seeds 66, 42 and 10.',
    paperSays: '52 languages; k = 14; seeds 66, 42, 10',
    check: ({ published }) => judge(selectionParts(published), { of: 'facts' }),
  },
  {
    id: '2',
    section: SECTION,
    claim: 'The 18 subsets of Table 1 are those that the main runs of all five models were tuned on.',
    paperSays: '18 sets',
    check: ({ published }) =>
      judgeLists(published, 'main', ({ subsets }, { subset, run }) =>
        subsets.find((row) => row.table === '1' && row.subset === subset && row.run === run),
      ),
  },
  {
    id: '3',
    section: SECTION,
    claim: 'The six fixed subsets of Table 12 are those that the runs of the analysis were tuned on.',
    paperSays: '6 sets',
    check: ({ published }) =>
      judgeLists(published, 'analysis', ({ subsets }, { subset }) =>
        subsets.find((row) => row.table === '12' && row.subset === subset),
      ),
  },
  {
    id: '4',
    section: SECTION,
    claim: 'The typology vectors behind TYPO have 289 dimensions.',
    paperSays: '289',
    check: ({ features }) => judge([countIs('dimensions of TYPO', features.typo.matrix.columns, 289)]),
  },
  {
    id: '5',
    section: SECTION,
    claim: 'The geography vectors behind GEO have 512 dimensions.',
    paperSays: '512',
    check: ({ features }) => judge([countIs('dimensions of GEO', features.geo.matrix.columns, 512)]),
  },
  {
    id: '6',
    section: SECTION,
    claim: 'The learned vectors behind LEARN exist for every language of the pool.',
    paperSays: '52 (implied)',
    check: ({ features }) => judge([covers(features.learn)]),
  },
  {
    id: '6b',
    section: SECTION,
    claim: 'The learned vectors behind LEARN join a language vector and a mean cell state (MTBoth).',
    paperSays: 'MTBoth',
    check: () => notShipped('origin of the learned vectors'),
  },
  {
    id: '7',
    section: SECTION,
    claim: 'The semantic vectors behind SEM exist for every language of the pool.',
    paperSays: '52 (implied)',
    check: ({ features }) => judge([covers(features.sem)]),
  },
  {
    id: '8',
    section: SECTION,
    claim: 'The chosen subsets use 51 of the 52 languages; Telugu is never chosen.',
    paperSays: '51 languages, without te (footnote 7)',
    check: ({ published }) => judge(usedLanguages(published), { of: 'facts' }),
  },
  {
    id: '9',
    section: SECTION,
    claim: 'The pool spans 14 language families.',
    paperSays: '14',
    check: ({ published: { languages } }) =>
      judge([countIs('families in URIEL', union([languages.map(({ family }) => family)]).length, 14)]),
  },
  {
    id: '10',
    section: SECTION,
    claim: 'With 14 languages each brings 4,786 instruction pairs, about 67,000 in all.',
    paperSays: '4,786 each; 67k',
    check: ({ published }) => judge(budgetParts(published, 4786, 67), { of: 'facts' }),
  },
  {
    id: '11',
    section: SECTION,
    claim: 'Tuning on 14 languages takes 7,748 optimiser steps.',
    paperSays: '7,748',
    check: ({ published: { training } }) => {
      const runs = training.filter(({ languages }) => languages.length === SUBSET_SIZE);
      const parts = runs.map(({ source, trainSteps }) => countIs(source, trainSteps, 7748));
      return judge(parts, { of: 'runs', weFind: `${stepsText(runs)} steps in ${runs.length} runs` });
    },
  },
  {
    id: '12',
    section: SECTION,
    claim: 'Tuning takes about 9.5 hours for the smallest model and about 39 hours for the largest.',
    paperSays: '9.5 h; 39 h',
    check: ({ published }) =>
      judge([lasts(published, 'mGPT', 9.5), lasts(published, 'BLOOM-7B1', 39)], { of: 'durations' }),
  },
  {
    id: '13',
    section: SECTION,
    claim: 'Each tuning is repeated with three different tuning seeds.',
    paperSays: '3 different seeds',
    check: ({ published: { runs } }) => {
      const seeds = union([runs.flatMap(({ tuningSeed }) => tuningSeed ?? [])]);
      if (seeds.length === 0) return notShipped('tuning seeds');
      return judge([countIs('different tuning seeds', seeds.length, 3)]);
    },
  },
  {
    id: '14',
    section: SECTION,
    claim: 'Together, the six fixed subsets of Table 12 hold 44 languages.',
    paperSays: '44',
    check: ({ published }) =>
      judge([countIs('languages in Table 12', printedUnion(published, ['12']).length, 44)]),
  },
  {
    id: '15',
    section: SECTION,
    claim: 'Eight languages of the benchmarks are in none of the fixed subsets.',
    paperSays: '8 (caption of Figure 1)',
    check: ({ published: { runs } }) => {
      const chosen = new Set<string>(CHOSEN_SUBSETS);
      const fixed = runs.filter((run) => run.experiment === 'analysis' && chosen.has(run.subset));
      const unseen = union(Object.values(unseenLanguages(fixed))).sort();
      return judge([countIs(`unseen languages (${unseen.join(' ')})`, unseen.length, 8)]);
    },
  },
];

/** Whether every language of the pool has a vector; names those without. */
function covers({ name, codes, missing }: FeatureTable): Part {
  const without = missing.length === 0 ? '' : ` (without ${missing.join(' ')})`;
  return countIs(
    `languages with a vector in ${name.toUpperCase()}${without}`,
    codes.length,
    codes.length + missing.length,
  );
}

function selectionParts({ languages, training, subsets }: Published): Part[] {
  const chosen = chosenTraining(training, 'main');
  const sizes = union([chosen.map((one) => one.languages.length)]);
  const seeds = union([chosen.flatMap(({ selectionSeed }) => selectionSeed ?? [])]);
  return [
    countIs('pool', languages.length, 52),
    isSo(`languages in a chosen subset: ${sizes.join(', ')}`, sizes.join() === String(SUBSET_SIZE)),
    sameWords(`seeds of the main runs ${seeds.join(', ')}`, seeds.map(String), SELECTION_SEEDS.map(String)),
    countIs('k-means rows of Table 1 that these seeds give, but for ties', rowsRemade(subsets), KMEANS_ROWS),
  ];
}

/** Number of the k-means rows of Table 1 that come out again, tied languages being interchangeable. */
function rowsRemade(subsets: readonly PrintedSubset[]): number {
  return subsets.filter(({ table, subset, run, languages }) => {
    const known = KMEANS_SUBSETS.find((name) => name === subset);
    if (table !== '1' || run === null || known === undefined) return false;
    const selection = paperSelection(known, run);
    return selection !== null && compareWithPrinted(selection, languages).agrees !== 'no';
  }).length;
}

/** Compares the languages of every run on a chosen subset with a printed list. */
function judgeLists(
  published: Published,
  experiment: string,
  printed: (published: Published, training: { subset: string; run: number }) => PrintedSubset | undefined,
): Finding {
  const runs = chosenTraining(published.training, experiment);
  const parts = runs.map((run) =>
    sameWords(run.source, run.languages, printed(published, run)?.languages ?? []),
  );
  const same = parts.filter(({ credit }) => credit === 1).length;
  const weFind = `${same} of ${runs.length} ${experiment} runs were tuned on the printed languages`;
  return judge(parts, { of: 'runs', weFind });
}

function printedUnion({ subsets }: Published, tables: readonly string[]): string[] {
  return union(subsets.filter(({ table }) => tables.includes(table)).map(({ languages }) => languages));
}

/** Claim 8. Runs on the whole pool (ALL) choose nothing and do not count. */
function usedLanguages(published: Published): Part[] {
  const chosen = published.training.filter(({ subset }) => subset !== 'ALL');
  const used = union(chosen.map(({ languages }) => languages)).length;
  const printed = printedUnion(published, ['1', '12']).length;
  const telugu = chosen.filter(({ languages }) => languages.includes('te'));
  return [
    isSo(
      `${used} languages in all chosen subsets, ${printed} in those of Tables 1 and 12 (paper 51)`,
      used === 51,
    ),
    isSo(`Telugu in ${telugu.length} of ${chosen.length} runs on chosen subsets`, telugu.length === 0),
  ];
}

/** Claim 10: data/ holds no corpus, but the steps say how many pairs were seen. */
function budgetParts({ training }: Published, each: number, thousands: number): Part[] {
  const pairs = SUBSET_SIZE * each;
  const runs = training.filter(({ languages }) => languages.length === SUBSET_SIZE);
  const expected = union([runs.map(({ model }) => stepsOfPairs(pairs, model))]);
  const fitting = runs.filter(({ model, trainSteps }) => trainSteps === stepsOfPairs(pairs, model));
  return [
    isSo(
      `${each} pairs each would take ${expected.join(' or ')} steps, as ${fitting.length} of ${runs.length} runs on 14 languages did`,
      fitting.length === runs.length,
    ),
    isSo(`${SUBSET_SIZE} × ${each} = ${pairs} pairs`, Math.round(pairs / 1000) === thousands),
  ];
}

function stepsText(training: readonly { trainSteps: number }[]): string {
  return union([training.map(({ trainSteps }) => trainSteps)]).join(', ');
}

/** Claim 12, over the main runs, which the text is about. */
function lasts({ training }: Published, model: string, hours: number): Part {
  const main = training.filter((one) => one.experiment === 'main' && one.model === model);
  const found = mean(main.map(({ trainHours }) => trainHours));
  return isSo(
    `${model}: ${found.toFixed(1)} h on average over ${main.length} main runs (paper ${hours} h)`,
    Math.abs(found - hours) <= DURATION_TOLERANCE * hours,
  );
}
