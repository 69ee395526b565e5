/** The strategies that need no features: by family, at random, all. Languages are indices 0..n−1 of a list. */
import { NumpyRandom } from '../../base/random/numpy-random.js';
import { PythonRandom } from '../../base/random/python-random.js';
import type { Cluster } from '../selection.js';
import { type Choice, hasRoom } from './choice.js';
import type { StrategyDefinition } from './strategy.js';

/** One language of each of as many families as are asked for. */
export const oneOfEachFamily: StrategyDefinition = {
  needs: 'families',
  draws: true,
  perFamily: 1,
  title: 'one language of each family (the paper’s FAM)',
  choose: ({ choice, languages, seed }) => {
    const families = languages().map(({ family }) => family);
    const order = languages().map(({ tableRow }) => tableRow);
    const chosen = chooseByFamily(choice, { families, order }, seed);
    return { chosen, clusters: familyClusters(choice.codes, families, chosen) };
  },
};

/** Languages by chance. */
export const randomLanguages: StrategyDefinition = {
  needs: 'nothing',
  draws: true,
  title: 'at random (the paper’s RND)',
  choose: ({ choice, seed }) => ({ chosen: chooseAtRandom(choice, seed), clusters: [] }),
};

/** All that the rules leave. */
export const allLanguages: StrategyDefinition = {
  needs: 'nothing',
  draws: false,
  isWhole: true,
  title: 'every language (the paper’s ALL)',
  choose: ({ choice }) => ({ chosen: [...choice.codes.keys()], clusters: [] }),
};

/** What a choice by family needs to know of the n languages. */
interface FamilyFacts {
  readonly families: readonly string[];
  /** Number of each language in the order that is shuffled: the paper's is that of the authors' table. */
  readonly order: readonly number[];
}

/**
 * Chooses one language of each of `count` families: the languages are shuffled by NumPy, and the first of each family
 * is taken, family by family in the order in which they turn up. A family with a language that must be included is
 * represented by it.
 * @returns indices in the order chosen.
 * Source: FAM in the paper's Table 1, whose third row is seed 66; the shuffle was found by trying, the paper does not
 * describe it.
 */
function chooseByFamily(
  { count, include }: Choice,
  { families, order }: FamilyFacts,
  seed: number,
): number[] {
  const table = [...families.keys()].sort((a, b) => (order[a] as number) - (order[b] as number));
  const drawn = new Map(include.map((index) => [families[index] as string, index]));
  for (const index of new NumpyRandom(seed).shuffle(table)) {
    const family = families[index] as string;
    if (drawn.size < count && !drawn.has(family)) drawn.set(family, index);
  }
  return [...drawn.values()];
}

/**
 * Chooses at random, as Python's `random.sample` on the list of codes does. With a rule of families the whole list is
 * drawn in random order, and whoever breaks the rule is passed over.
 * @returns indices in the order chosen, those that must be included first.
 * Source: RND in the paper's Table 1, whose second and third rows are seeds 66 and 42 on the alphabetical list.
 */
function chooseAtRandom({ codes, count, include, quota }: Choice, seed: number): number[] {
  const rest = [...codes.keys()].filter((index) => !include.includes(index));
  const random = new PythonRandom(seed);
  if (quota === null) return [...include, ...random.sample(rest, count - include.length)];
  const chosen = [...include];
  for (const index of random.sample(rest, rest.length)) {
    if (chosen.length < count && hasRoom(quota, chosen, index)) chosen.push(index);
  }
  return chosen;
}

/**
 * The families of the chosen languages as groups.
 * @param families family of each of the n languages.
 * @param chosen one index of each family.
 */
function familyClusters(
  codes: readonly string[],
  families: readonly string[],
  chosen: readonly number[],
): Cluster[] {
  return [...chosen]
    .sort((a, b) => a - b)
    .map((index) => ({
      chosen: codes[index] as string,
      members: codes.filter((_, other) => families[other] === families[index]),
      tied: [],
      distances: [],
    }));
}
