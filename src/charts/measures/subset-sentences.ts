/** Sentences about measures of subsets, computed from their numbers, for captions and alt texts. */

import { listText } from '../../base/list-text.js';
import { BASE_SUBSET } from '../subsets.js';
import type { SubsetMeasure } from './measure-subsets.js';
import { meanText } from './measure-text.js';

/** Models in order of appearance, each with its measures from the highest mean to the lowest. */
export function rankByModel(
  measures: readonly SubsetMeasure[],
): { model: string; measures: SubsetMeasure[] }[] {
  return [...new Set(measures.map((measure) => measure.model))].map((model) => ({
    model,
    measures: measures.filter((measure) => measure.model === model).sort((a, b) => b.mean - a.mean),
  }));
}

/** All means, highest first, model by model: `mGPT: FAM 51.68 ± 0.53, …; mT5-xl: …`. */
export function rankingSentence(measures: readonly SubsetMeasure[]): string {
  return rankByModel(measures)
    .map(({ model, measures: ranked }) => {
      const means = ranked.map((measure) => `${measure.subset} ${meanText(measure)}`);
      return `${model}: ${means.join(', ')}`;
    })
    .join('; ');
}

/** How many subsets beat another one, model by model: `4 of 6 in BLOOM-3B and 2 of 6 in mGPT`. */
export function aboveSentence(measures: readonly SubsetMeasure[], reference: string): string {
  const counts = rankByModel(measures).flatMap(({ model, measures: ranked }) => {
    const line = ranked.find((measure) => measure.subset === reference);
    if (line === undefined) return [];
    const others = ranked.filter((measure) => measure.subset !== reference && measure.subset !== BASE_SUBSET);
    return [`${others.filter((measure) => measure.mean > line.mean).length} of ${others.length} in ${model}`];
  });
  return listText(counts);
}

/** What the tests against a subset say, in the words of a caption. */
export function testsSentence(measures: readonly SubsetMeasure[], reference: string): string {
  return `Above ${reference}: ${aboveSentence(measures, reference)}; p is at most 0.05 in ${significantSentence(measures)} paired t-tests against it, upwards or downwards, not corrected for their number.`;
}

/** How many of the tests stay at or under p = 0.05: `7 of 25`. */
function significantSentence(measures: readonly SubsetMeasure[]): string {
  const tested = measures.flatMap((measure) => (measure.p === null ? [] : [measure.p]));
  return `${tested.filter((p) => p <= 0.05).length} of ${tested.length}`;
}
