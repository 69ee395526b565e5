/**
 * Statistics over a few repeated runs: means with t margins, paired tests, corrections for many tests.
 *
 * Defined behaviour at the edges: no values or a NaN throw; one value has a mean but no margin and no test
 * (`null`); equal values have margin 0; two samples that differ by a constant have p = 0, by nothing p = 1.
 */
import { createRequire } from 'node:module';
import type cdf from '@stdlib/stats-base-dists-t-cdf';
import type quantile from '@stdlib/stats-base-dists-t-quantile';

const require = createRequire(import.meta.url);

/** Student's distribution. Its package has four hundred files, for which only who asks waits. */
function tCdf(t: number, df: number): number {
  return (require('@stdlib/stats-base-dists-t-cdf') as typeof cdf)(t, df);
}

function tQuantile(p: number, df: number): number {
  return (require('@stdlib/stats-base-dists-t-quantile') as typeof quantile)(p, df);
}

function checkValues(caller: string, name: string, values: readonly number[]): void {
  if (values.length === 0) throw new RangeError(`${caller}: ${name} must hold at least one value, got none`);
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`${caller}: ${name}[${index}] must be a finite number, got ${value}`);
    }
  }
}

/**
 * Arithmetic mean.
 * @throws RangeError where there is no value or one is not finite.
 */
export function mean(values: readonly number[]): number {
  checkValues('mean', 'values', values);
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/**
 * Sample standard deviation (n − 1 in the denominator).
 * @returns `null` for a single value, which has none.
 * @throws RangeError where there is no value or one is not finite.
 */
export function standardDeviation(values: readonly number[]): number | null {
  checkValues('standardDeviation', 'values', values);
  if (values.length === 1) return null;
  // Equal values must give exactly 0, whatever rounding does to their mean.
  if (values.every((value) => value === values[0])) return 0;
  const centre = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * Half width of the t confidence interval of the mean: t((1 + confidence) / 2, n − 1) · s / √n.
 * The confidence lies between 0 and 1 (default 0.95, as the paper prints after its ±).
 * @returns `null` for a single value, from which no margin follows.
 * @throws RangeError where there is no value, one is not finite, or confidence is not between 0 and 1.
 * Source: Table 3. For three runs the factor is 4.302653 / √3.
 */
export function margin(
  values: readonly number[],
  { confidence = 0.95 }: { confidence?: number } = {},
): number | null {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`margin: confidence must lie between 0 and 1, got ${confidence}`);
  }
  const deviation = standardDeviation(values);
  if (deviation === null) return null;
  return (tQuantile((1 + confidence) / 2, values.length - 1) * deviation) / Math.sqrt(values.length);
}

/** Size, mean and 95 % margin of a sample. */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** Half width of the 95 % interval, or `null` for a single value. */
  readonly margin: number | null;
}

/** Number, mean and 95 % margin of a sample, as the paper prints them. */
export function summarize(values: readonly number[]): Summary {
  return { n: values.length, mean: mean(values), margin: margin(values) };
}

/** Result of a paired t-test. */
export interface PairedTTest {
  /** t statistic; ±Infinity where all differences are equal and not 0; `null` for a single pair. */
  readonly t: number | null;
  /** Degrees of freedom: pairs − 1. */
  readonly df: number;
  /** Two-sided p-value, or `null` for a single pair. */
  readonly p: number | null;
  /** Mean of the differences x − y. */
  readonly difference: number;
}

/**
 * Two-sided paired t-test of x against y, pair by pair.
 * The samples are equally long; `x[i]` belongs to `y[i]`.
 * @throws RangeError where the lengths differ, there is no pair, or a value is not finite.
 * Source: SciPy's `ttest_rel`, except that samples without any difference give t = 0, p = 1 (there: NaN),
 * and that a single pair gives `null` (there: NaN).
 */
export function pairedTTest(x: readonly number[], y: readonly number[]): PairedTTest {
  checkValues('pairedTTest', 'x', x);
  checkValues('pairedTTest', 'y', y);
  if (x.length !== y.length) {
    throw new RangeError(`pairedTTest: x and y must be equally long, got ${x.length} and ${y.length} values`);
  }
  const differences = x.map((value, index) => value - (y[index] as number));
  const difference = mean(differences);
  const df = x.length - 1;
  const deviation = standardDeviation(differences);
  if (deviation === null) return { t: null, df, p: null, difference };
  if (deviation === 0) {
    return difference === 0
      ? { t: 0, df, p: 1, difference }
      : { t: difference > 0 ? Infinity : -Infinity, df, p: 0, difference };
  }
  const t = difference / (deviation / Math.sqrt(x.length));
  return { t, df, p: 2 * tCdf(-Math.abs(t), df), difference };
}

/** Upper bounds of the paper's three bands of significance. */
export const BAND_LEVELS = [0.05, 0.1, 0.15] as const;

/**
 * The band that a p-value falls in: the smallest of 0.05, 0.10, 0.15 that is not under p.
 * @returns `null` above 0.15, and for a missing p-value.
 * @throws RangeError where p is not between 0 and 1.
 * Source: legend of Table 3.
 */
export function significanceBand(p: number | null): (typeof BAND_LEVELS)[number] | null {
  if (p === null) return null;
  checkProbability('significanceBand', p);
  return BAND_LEVELS.find((level) => p <= level) ?? null;
}

function checkProbability(caller: string, p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${caller}: p must lie between 0 and 1, got ${p}`);
}

/**
 * p-values adjusted by Holm's step-down method, which bounds the chance of any false finding.
 * @returns adjusted p-values in the order given, 0..1.
 * @throws RangeError where a p-value is not between 0 and 1.
 * Source: Holm (1979); equal to statsmodels' `multipletests(method='holm')`.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = ascending('holm', pValues);
  const adjusted = new Array<number>(pValues.length);
  let floor = 0;
  for (const [rank, index] of order.entries()) {
    floor = Math.max(floor, Math.min(1, (pValues.length - rank) * (pValues[index] as number)));
    adjusted[index] = floor;
  }
  return adjusted;
}

/**
 * p-values adjusted by Benjamini and Hochberg's step-up method, which bounds the share of false findings.
 * @returns adjusted p-values in the order given, 0..1.
 * @throws RangeError where a p-value is not between 0 and 1.
 * Source: Benjamini and Hochberg (1995); equal to SciPy's `false_discovery_control(method='bh')`.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = ascending('benjaminiHochberg', pValues);
  const adjusted = new Array<number>(pValues.length);
  let ceiling = 1;
  for (const [rank, index] of Array.from(order.entries()).reverse()) {
    ceiling = Math.min(ceiling, ((pValues[index] as number) * pValues.length) / (rank + 1));
    adjusted[index] = ceiling;
  }
  return adjusted;
}

/** Indices of the p-values from the smallest to the largest. */
function ascending(caller: string, pValues: readonly number[]): number[] {
  for (const p of pValues) checkProbability(caller, p);
  return Array.from(pValues.keys()).sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
}
