/** What a strategy is: what it works on, and how it chooses. */
import type { Language } from '../../languages/catalogue.js';
import type { Matrix } from '../../records/matrix.js';
import type { Ties } from '../kmeans/kmeans-start.js';
import type { Cluster } from '../selection.js';
import type { Choice, Grouping } from './choice.js';

/** A way of choosing languages. */
export interface StrategyDefinition {
  /** `distances` can be computed from vectors, so either will do. */
  readonly needs: 'vectors' | 'distances' | 'families' | 'nothing';
  /** Whether it takes a seed. */
  readonly draws: boolean;
  /** In one line. */
  readonly title: string;
  /** Whether it starts anew several times, from points of which some may be equally good (default: no). */
  readonly restarts?: boolean;
  /** Whether it chooses all that the rules leave (default: no). */
  readonly isWhole?: boolean;
  /** Most languages of a family, whatever the rules say (default: what they say). */
  readonly perFamily?: number;
  /** @throws RangeError where it needs what is not there, or the rules leave a group without a language. */
  readonly choose: (input: StrategyInput) => Grouping | Unmeasured;
}

/** What a strategy may ask for. */
export interface StrategyInput {
  readonly choice: Choice;
  /** Of the languages that the rules leave, [n, d]. @throws RangeError where there are none. */
  vectors(): Matrix;
  /** Between the languages that the rules leave, [n, n]. @throws RangeError where there are none. */
  distances(): Matrix;
  /** The catalogue's entries of the languages that the rules leave. @throws RangeError where one has none. */
  languages(): readonly Language[];
  readonly seed: number;
  readonly restarts: number;
  readonly ties: Ties;
}

/** What a strategy without features gives: indices, and groups by code if it has any. */
export interface Unmeasured {
  readonly chosen: readonly number[];
  readonly clusters: readonly Cluster[];
}
