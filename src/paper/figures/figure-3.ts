import { type CountFigureOptions, countFigure } from '../../charts/marks/count-figure.js';
import type { Figure } from '../../records/figure.js';
import type { Published } from '../../results/published.js';

/** What to draw in Figures 3a and 3b. */
export type Figure3Options = CountFigureOptions;

const DEVIATION =
  'BASE, the tests and the logarithmic scale, which keeps the small numbers apart, are ours and not in the paper.';

/**
 * Figure 3a: average accuracy of BLOOM-7B1 against the number of languages tuned on.
 * @throws RangeError where runs or the printed BASE are missing, or confidence is not in 0..1.
 * Source: Figure 3a. BASE, the tests against k = 14 and the logarithmic scale are ours.
 */
export function figure3a(
  published: Pick<Published, 'runs' | 'accuracies'>,
  options: Figure3Options = {},
): Figure {
  const { model = 'BLOOM-7B1' } = options;
  const title = `Figure 3a. Average accuracy by number of languages, ${model}`;
  const words = { caller: 'figure3a', id: '3a', title, model, tasks: ['avg'], deviation: DEVIATION };
  return countFigure(published, words, options);
}

/**
 * Figure 3b: average accuracy of mGPT against the number of languages tuned on.
 * @throws RangeError where runs or the printed BASE are missing, or confidence is not in 0..1.
 * Source: Figure 3b. BASE, the tests against k = 14 and the logarithmic scale are ours.
 */
export function figure3b(
  published: Pick<Published, 'runs' | 'accuracies'>,
  options: Figure3Options = {},
): Figure {
  const { model = 'mGPT' } = options;
  const title = `Figure 3b. Average accuracy by number of languages, ${model}`;
  const words = { caller: 'figure3b', id: '3b', title, model, tasks: ['avg'], deviation: DEVIATION };
  return countFigure(published, words, options);
}
