import { type CountFigureOptions, countFigure } from '../../charts/marks/count-figure.js';
import type { Figure } from '../../records/figure.js';
import { TASKS } from '../../records/run.js';
import type { Published } from '../../results/published.js';

/** What to draw in Figure 5. */
export type Figure5Options = CountFigureOptions;

/**
 * Figure 5: accuracy of BLOOM-7B1 on each benchmark against the number of languages tuned on.
 * @throws RangeError where runs or the printed BASE are missing, or confidence is not in 0..1.
 * Source: Figure 5. The panel of the average, BASE, the tests against k = 14 and the logarithmic scale are ours.
 */
export function figure5(
  published: Pick<Published, 'runs' | 'accuracies'>,
  options: Figure5Options = {},
): Figure {
  const { model = 'BLOOM-7B1' } = options;
  const words = {
    caller: 'figure5',
    id: '5',
    title: `Figure 5. Benchmarks by number of languages, ${model}`,
    model,
    tasks: [...TASKS, 'avg'],
    deviation:
      'The panel of the average, BASE, the tests and the logarithmic scale are ours and not in the paper.',
  };
  return countFigure(published, words, options);
}
