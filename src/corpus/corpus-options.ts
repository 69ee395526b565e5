/** What a corpus is made of. */
import { checkInteger } from '../base/check-integer.js';
import { quoteText } from '../base/printable.js';
import type { BudgetOptions, CorpusVariant } from './budget/choose-rows.js';
import type { EncodeOptions } from './encoding/encode-pair.js';
import { findTemplate } from './templates/find-template.js';
import type { Template } from './templates/template.js';

/** A corpus: which pairs, how many of them, and how they become token ids. */
export interface CorpusOptions extends Omit<EncodeOptions, 'template'> {
  /** Codes of the languages, which differ, in the order in which they are read. */
  readonly languages: readonly string[];
  /** Folder with `<language>.jsonl`, `.json` or `.parquet` files (default: the data set `name` on the hub). */
  readonly path?: string | null | undefined;
  /** Data set on the hub, with one configuration a language (default `MBZUAI/Bactrian-X`). */
  readonly name?: string | null | undefined;
  /** Rule of choosing (default `current`); `chooseRows` describes both. */
  readonly variant?: CorpusVariant | undefined;
  /** Pairs in all, those held out included (default: all that there are; in the paper's variant 67,017). */
  readonly budget?: number | null | undefined;
  /** Pairs in all that are held out (default 0; in the paper's variant 5,000). */
  readonly heldOut?: number | null | undefined;
  /** Whether pairs of which no token is learnt are tuned on, which changes nothing but batches, or left out (default keep). */
  readonly withoutResponse?: WithoutResponse | undefined;
  /** Seed of the draws (default 42, the authors'). */
  readonly seed?: number | undefined;
  /** Name of a template, or one's own (default `bactrian`). */
  readonly template?: string | Template | undefined;
}

/** What becomes of pairs whose prompt leaves no room for a token of the response. */
export type WithoutResponse = 'keep' | 'drop';

/** Options with their defaults, checked. */
export interface CompleteCorpusOptions extends EncodeOptions, BudgetOptions {
  readonly languages: readonly string[];
  readonly path: string | null;
  readonly name: string | null;
  readonly withoutResponse: WithoutResponse;
}

/** The authors' numbers: a whole language's worth of pairs, and what they held out of it. */
const PAPER_BUDGET = 67_017;
const PAPER_HELD_OUT = 5_000;

/**
 * Fills in the defaults.
 * @throws RangeError where languages are missing or repeated, both path and name are given, the variant is unknown or
 * a number is out of range; what `findTemplate` throws.
 */
export function completeOptions(options: CorpusOptions): CompleteCorpusOptions {
  const { languages, path = null, name = null, variant = 'current', seed = 42 } = options;
  const { withoutResponse = 'keep' } = options;
  if (variant !== 'current' && variant !== 'paper') {
    throw new RangeError(`corpusFor: variant must be current or paper, got ${quoteText(String(variant))}`);
  }
  if (withoutResponse !== 'keep' && withoutResponse !== 'drop') {
    throw new RangeError(
      `corpusFor: withoutResponse must be keep or drop, got ${quoteText(String(withoutResponse))}`,
    );
  }
  const isPaper = variant === 'paper';
  if (languages.length === 0) throw new RangeError('corpusFor: languages must be at least one, got none');
  const repeated = languages.find((language, place) => languages.indexOf(language) !== place);
  if (repeated !== undefined) {
    throw new RangeError(`corpusFor: languages must differ, got ${quoteText(repeated)} twice`);
  }
  if (path !== null && name !== null) {
    throw new RangeError(`corpusFor: name must be left out where path is given, got ${quoteText(name)}`);
  }
  checkInteger('corpusFor: seed', seed, 0, Number.MAX_SAFE_INTEGER);
  return {
    ...options,
    path,
    name,
    variant,
    withoutResponse,
    seed,
    budget: options.budget ?? (isPaper ? PAPER_BUDGET : null),
    heldOut: options.heldOut ?? (isPaper ? PAPER_HELD_OUT : 0),
    template: findTemplate(options.template ?? 'bactrian'),
  };
}
