/** Measures in words: for hover texts, captions and alt texts. */
import { roundDecimal } from '../../base/round-decimal.js';
import type { Measure } from './measure-runs.js';

/** A mean in per cent with its margin, for example `52.82 ± 0.55`. */
export function meanText({ mean, margin }: Pick<Measure, 'mean' | 'margin'>): string {
  return margin === null ? fixed(mean) : `${fixed(mean)} ± ${fixed(margin)}`;
}

/** A difference in points with its sign, for example `+0.40` or `−0.12`. */
export function signedText(difference: number): string {
  const size = fixed(Math.abs(difference));
  if (Number(size) === 0) return '±0.00';
  return `${difference < 0 ? '−' : '+'}${size}`;
}

/** A p-value after its relation, for example `p = 0.042` or `p < 0.001`. */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/**
 * Lines of a hover text below the measure's name: mean, margin, number of runs, comparison.
 * @param reference what it is compared with, as drawable text.
 * @param confidence of the margin, between 0 and 1.
 * @param unit of the mean.
 */
export function measureLines(measure: Measure, reference: string, confidence: number, unit = '%'): string[] {
  const interval = measure.margin === null ? '' : ` (${percentText(confidence)} interval)`;
  return [
    `${meanText(measure)} ${unit}${interval}`,
    `n = ${measure.n} ${measure.n === 1 ? 'run' : 'runs'}`,
    ...(measure.p === null || measure.difference === null
      ? []
      : [`${signedText(measure.difference)} points against ${reference}, ${pText(measure.p)}`]),
  ];
}

/** A share as per cent, for example `95 %`. */
export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** Two decimals, as the paper prints accuracies. */
function fixed(value: number): string {
  return roundDecimal(value, 2).toFixed(2);
}
