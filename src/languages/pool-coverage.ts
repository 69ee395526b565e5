import { type Coverage, readCoverage, readLanguages } from './catalogue.js';
import { mergeCodes } from './merge-codes.js';

/** Where the authors' matrix lists a language of the pool under codes of its own. */
const ALIASES = { zhs: 'zh', zht: 'zh', fil: 'tl' } as const;

/**
 * Which benchmarks and pre-training sets hold the 52 languages, in the order of the catalogue.
 * @throws RangeError where the coverage table lacks a language.
 * Source: the authors' matrix. Deviation: Chinese counts as one language where BLOOM's is listed by script, and
 * Tagalog as Filipino, so that "seen in pre-training" means the language and not its code.
 */
export function readPoolCoverage(): Coverage[] {
  const coverage = new Map(mergeCodes(readCoverage(), ALIASES).map((entry) => [entry.code, entry]));
  return readLanguages().map(({ code }) => {
    const found = coverage.get(code);
    if (found === undefined)
      throw new RangeError(`readPoolCoverage: coverage.csv must have ${code}, got no such row`);
    return found;
  });
}
