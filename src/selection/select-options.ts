/** The options of a selection: what may be given, and every default. */
import { checkInteger } from '../base/check-integer.js';
import { quoteText } from '../base/printable.js';
import type { Constraints } from './constraints.js';
import type { Ties } from './kmeans/kmeans-start.js';
import type { SelectionOptions } from './selection.js';
import { STRATEGIES, type Strategy } from './strategies.js';

/** How to choose. */
export interface SelectOptions extends Constraints {
  readonly strategy: Strategy;
  /** Number of languages, at least 1; `all` takes as many as the rules leave. */
  readonly count?: number;
  /** Seed of `kmeans`, `family` and `random` (default 0); the other strategies draw nothing. */
  readonly seed?: number | null;
  /** How often `kmeans` starts afresh, at least 1 (default 10, as in the paper). */
  readonly restarts?: number | null;
  /** Which of equally good points `kmeans` starts from (default `first`); a result that it changes hangs on a tie. */
  readonly ties?: Ties | null;
}

/** Options as they were used, every default filled in. */
export interface UsedOptions extends SelectionOptions, Required<SelectOptions> {
  readonly strategy: Strategy;
  readonly count: number;
  /** `null` where the strategy draws nothing. */
  readonly seed: number | null;
  /** `null` where the strategy is not `kmeans`. */
  readonly restarts: number | null;
  /** `null` where the strategy is not `kmeans`. */
  readonly ties: Ties | null;
}

/**
 * Options with every default filled in.
 * @param available number of languages that the rules on single languages leave.
 * @throws RangeError where the strategy is not known or `perFamily` is not an integer of at least 1.
 */
export function usedOptions(
  options: SelectOptions,
  featureNames: readonly string[],
  available: number,
): UsedOptions {
  const { strategy, candidates = null, include = [], exclude = [] } = options;
  const { perFamily = null, seenBy = [], unseenBy = [] } = options;
  checkStrategy(strategy);
  if (perFamily !== null) {
    checkInteger('selectLanguages: perFamily', perFamily, 1, Number.MAX_SAFE_INTEGER);
  }
  const { needs, draws, restarts = false, isWhole = false } = STRATEGIES[strategy];
  return {
    strategy,
    features: needs === 'vectors' || needs === 'distances' ? featureNames : [],
    count: options.count ?? (isWhole ? available : Number.NaN),
    seed: draws ? (options.seed ?? 0) : null,
    restarts: restarts ? (options.restarts ?? 10) : null,
    ties: restarts ? (options.ties ?? 'first') : null,
    candidates,
    include,
    exclude,
    perFamily,
    seenBy,
    unseenBy,
  };
}

function checkStrategy(strategy: string): void {
  if (Object.hasOwn(STRATEGIES, strategy)) return;
  throw new RangeError(
    `selectLanguages: strategy must be one of ${Object.keys(STRATEGIES).join(', ')}, got ${quoteText(String(strategy))}`,
  );
}
