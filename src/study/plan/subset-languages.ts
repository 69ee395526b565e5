/** The languages of a subset in one of its repetitions. */

import { quoteText } from '../../base/printable.js';
import { readLanguages } from '../../languages/catalogue.js';
import { readFeatures } from '../../languages/features.js';
import { readPrintedSubsets } from '../../results/published.js';
import { PRESETS, type PresetName, paperSelection } from '../../selection/presets.js';
import { selectLanguages } from '../../selection/select-languages.js';

/** Languages, and the seed that they were chosen with. */
export interface ChosenLanguages {
  /** ISO 639-1 codes in catalogue order. */
  readonly languages: readonly string[];
  /** `null` where nothing is drawn, or the seed of the printed row is not known. */
  readonly selectionSeed: number | null;
}

/**
 * Chooses the languages of a subset again: those of `PRESETS` by the paper's own rules and seeds; a language in
 * capitals, such as `VI`, is that language alone.
 * @param subset name, for example `GEO`.
 * @param run repetition, from 1: row of Table 1 within the subset.
 * @throws RangeError for another subset or run.
 * Source: Table 1. The rows whose seeds are unknown (FAM 1 and 2, RND 1) are taken as printed. Of two languages that
 * are exactly as near to a centroid ours may be the other one.
 */
export function subsetLanguages(subset: string, run: number): ChosenLanguages {
  const alone = readLanguages().find(({ code }) => code.toUpperCase() === subset);
  if (alone !== undefined) return { languages: [alone.code], selectionSeed: null };
  if (!isPreset(subset)) {
    throw new RangeError(
      `subsetLanguages: subset must be one of ${Object.keys(PRESETS).join(', ')} or a language such as VI, got ${quoteText(subset)}`,
    );
  }
  const selection = paperSelection(subset, run);
  if (selection !== null) return { languages: selection.languages, selectionSeed: selection.options.seed };
  const row = readPrintedSubsets().find(
    (printed) => printed.table === '1' && printed.subset === subset && printed.run === run,
  );
  if (row === undefined)
    throw new RangeError(`subsetLanguages: Table 1 must print ${subset} ${run}, got none`);
  return { languages: [...row.languages].sort(), selectionSeed: null };
}

/**
 * The languages of GEO with another number than 14.
 * @param count number of languages, 1..52.
 * @param run repetition, 1..3.
 * @throws RangeError where either is out of range.
 * Source: section 6.3 and `PRESETS`.
 */
export function countedLanguages(count: number, run: number): ChosenLanguages {
  const { strategy, restarts, seeds } = PRESETS.GEO;
  const seed = seeds[run - 1];
  if (seed === undefined) {
    throw new RangeError(`countedLanguages: run must be an integer in 1..${seeds.length}, got ${run}`);
  }
  const { languages } = selectLanguages(readFeatures('geo'), { strategy, count, restarts, seed });
  return { languages, selectionSeed: seed };
}

function isPreset(subset: string): subset is PresetName {
  return Object.hasOwn(PRESETS, subset);
}
