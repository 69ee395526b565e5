/** What the published trainings say of budgets, steps and languages: the numbers that claims 1–14 are held against. */

import { CHOSEN_SUBSETS } from '../../charts/subsets.js';
import type { PublishedTraining } from '../../results/published.js';

/** Source: the authors' tuning scripts: 5,000 pairs are held out, a step learns 32, the rest is seen 4 times. */
const HELD_OUT = 5000;
const PAIRS_A_STEP = 32;
const EPOCHS = 4;
/** Source: the same: a step of BLOOM-7B1 is 16 batches of 2 pairs, of the smaller models 8 batches of 4. */
const BATCHES: ReadonlyMap<string, number> = new Map([['BLOOM-7B1', 2]]);
const USUAL_BATCH = 4;

/**
 * Optimiser steps that tuning on a number of pairs takes. An epoch drops batches at its end that do not fill a step,
 * as transformers' trainer of that time did; its last batch counts, though it may hold fewer pairs.
 * @param pairs instruction pairs in all languages together, at least the 5,000 held out.
 * @param model by its name in the paper, which decides how many pairs a batch holds.
 * @throws RangeError where there are fewer pairs than are held out.
 */
export function stepsOfPairs(pairs: number, model: string): number {
  if (!(pairs >= HELD_OUT)) {
    throw new RangeError(
      `stepsOfPairs: pairs must be at least the ${HELD_OUT} that are held out, got ${pairs}`,
    );
  }
  const batch = BATCHES.get(model) ?? USUAL_BATCH;
  return EPOCHS * Math.floor(Math.ceil((pairs - HELD_OUT) / batch) / (PAIRS_A_STEP / batch));
}

/** The trainings on the six chosen subsets in an experiment. */
export function chosenTraining(
  training: readonly PublishedTraining[],
  experiment: string,
): PublishedTraining[] {
  const chosen = new Set<string>(CHOSEN_SUBSETS);
  return training.filter((one) => one.experiment === experiment && chosen.has(one.subset));
}

/** The distinct members of several lists, in order of first appearance. */
export function union<Item>(lists: readonly (readonly Item[])[]): Item[] {
  return [...new Set(lists.flat())];
}
