import { type CountFigureOptions, countFigure } from '../../charts/marks/count-figure.js';
import type { Figure } from '../../records/figure.js';
import { TASKS } from '../../records/run.js';
import type { Published } from '../../results/published.js';

/** What to draw in Figure 4. */
export type Figure4Options = CountFigureOptions;

/**
 * Figure 4: accuracy of mGPT on each benchmark against the number of languages tuned on.
 * @throws RangeError where runs or the printed BASE are missing, or confidence is not in 0..1.
 * Source: Figure 4. The panel of the average, BASE, the tests against k = 14 and the logarithmic scale are ours.
 */
export function figure4(
  published: Pick<Published, 'runs' | 'accuracies'>,
  options: Figure4Options = {},
): Figure {
  const { model = 'mGPT' } = options;
  const words = {
    caller: 'figure4',
    id: '4',
    title: `Figure 4. Benchmarks by number of languages, ${model}`,
    model,
    tasks: [...TASKS, 'avg'],
    deviation:
      'The panel of the average, BASE, the tests and the logarithmic scale are ours and not in the paper.',
  };
  return countFigure(published, words, options);
}
