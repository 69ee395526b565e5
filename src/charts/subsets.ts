/** Subsets, models and benchmarks of the paper: their order, names and colours, the same in every figure. */
import { BENCHMARKS } from '../benchmarks/registry.js';

/** The six ways of choosing 14 languages that the paper compares, in the order of its Table 3. */
export const CHOSEN_SUBSETS = ['RND', 'FAM', 'GEO', 'LEARN', 'SEM', 'TYPO'] as const;

/** The subsets chosen from linguistic facts: all but RND. */
export const INFORMED_SUBSETS = ['FAM', 'GEO', 'LEARN', 'SEM', 'TYPO'] as const;

/** The rows of Table 3 that were tuned. */
export const TUNED_SUBSETS = ['ALL', 'RND', 'FAM', 'GEO', 'LEARN', 'SEM', 'TYPO'] as const;

/** The row of the untuned model: it is printed, but no runs of it are published. */
export const BASE_SUBSET = 'BASE';

/** The five base models, as the paper names them. */
export const MODELS = ['BLOOM-1.7B', 'BLOOM-3B', 'BLOOM-7B1', 'mGPT', 'mT5-xl'] as const;

/** The three models of the paper's Table 3. */
export const TABLE_3_MODELS = ['BLOOM-7B1', 'mGPT', 'mT5-xl'] as const;

/** Names of the benchmarks as readers know them, and that of their average. */
export const TASK_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(BENCHMARKS.map(({ name, title }) => [name, title])),
  avg: 'Average',
};

/**
 * One colour a subset, through all figures. From the colour-blind-safe set of Okabe and Ito (2008);
 * the three comparison rows are greys, and VI takes the set's yellow darkened for contrast on white.
 */
export const SUBSET_COLOURS: Readonly<Record<string, string>> = {
  FAM: '#E69F00',
  GEO: '#0072B2',
  LEARN: '#56B4E9',
  SEM: '#CC79A7',
  TYPO: '#009E73',
  RND: '#D55E00',
  ALL: '#4D4D4D',
  BASE: '#9E9E9E',
  VI: '#8C7A00',
};
