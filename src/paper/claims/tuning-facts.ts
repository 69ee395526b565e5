/** What the published trainings say of budgets, steps and languages: the numbers that claims 1–14 are held against. */
import type { PublishedTraining } from '../../results/published.js';
import { CHOSEN_SUBSETS } from '../subsets.js';

/** Source: the authors' tuning script: 5,000 pairs are held out, batches hold 32, the rest is seen 4 times. */
const HELD_OUT = 5000;
const BATCH = 32;
const EPOCHS = 4;

/**
 * Optimiser steps that tuning on a number of pairs takes; an epoch drops its last, incomplete batch.
 * @param pairs instruction pairs in all languages together, at least the 5,000 held out.
 * @throws RangeError where there are fewer pairs than are held out.
 */
export function stepsOfPairs(pairs: number): number {
  if (!(pairs >= HELD_OUT)) {
    throw new RangeError(
      `stepsOfPairs: pairs must be at least the ${HELD_OUT} that are held out, got ${pairs}`,
    );
  }
  return EPOCHS * Math.floor((pairs - HELD_OUT) / BATCH);
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
