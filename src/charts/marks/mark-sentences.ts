/** Sentences about subset marks, computed from their numbers, for captions and alt texts. */

import type { SubsetMark } from '../measures/subset-marks.js';
import { BASE_SUBSET } from '../subsets.js';
import { listText, meanText } from './mark-text.js';

/** Models in order of appearance, each with its marks from the highest mean to the lowest. */
export function rankByModel(marks: readonly SubsetMark[]): { model: string; marks: SubsetMark[] }[] {
  return [...new Set(marks.map((mark) => mark.model))].map((model) => ({
    model,
    marks: marks.filter((mark) => mark.model === model).sort((a, b) => b.mean - a.mean),
  }));
}

/** All means, highest first, model by model: `mGPT: FAM 51.68 ± 0.53, …; mT5-xl: …`. */
export function rankingSentence(marks: readonly SubsetMark[]): string {
  return rankByModel(marks)
    .map(({ model, marks: ranked }) => {
      const means = ranked.map((mark) => `${mark.subset} ${meanText(mark)}`);
      return `${model}: ${means.join(', ')}`;
    })
    .join('; ');
}

/** How many subsets beat another one, model by model: `4 of 6 in BLOOM-3B and 2 of 6 in mGPT`. */
export function aboveSentence(marks: readonly SubsetMark[], reference: string): string {
  const counts = rankByModel(marks).flatMap(({ model, marks: ranked }) => {
    const line = ranked.find((mark) => mark.subset === reference);
    if (line === undefined) return [];
    const others = ranked.filter((mark) => mark.subset !== reference && mark.subset !== BASE_SUBSET);
    return [`${others.filter((mark) => mark.mean > line.mean).length} of ${others.length} in ${model}`];
  });
  return listText(counts);
}

/** How many of the tests stay at or under p = 0.05: `7 of 25`. */
export function significantSentence(marks: readonly SubsetMark[]): string {
  const tested = marks.flatMap((mark) => (mark.p === null ? [] : [mark.p]));
  return `${tested.filter((p) => p <= 0.05).length} of ${tested.length}`;
}
