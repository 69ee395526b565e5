/** The ways of choosing languages, by name. */
import { facility, maxmin, maxsum } from './strategies/choose-greedily.js';
import { kmeansStrategy } from './strategies/choose-kmeans.js';
import { kmedoids } from './strategies/choose-medoids.js';
import { allLanguages, oneOfEachFamily, randomLanguages } from './strategies/choose-unmeasured.js';
import type { StrategyDefinition } from './strategies/strategy.js';

/** Name of a strategy. */
export type Strategy = 'kmeans' | 'kmedoids' | 'maxsum' | 'maxmin' | 'facility' | 'family' | 'random' | 'all';

/** The strategies. */
export const STRATEGIES: Readonly<Record<Strategy, StrategyDefinition>> = {
  kmeans: kmeansStrategy,
  kmedoids,
  maxsum,
  maxmin,
  facility,
  family: oneOfEachFamily,
  random: randomLanguages,
  all: allLanguages,
};
