/** The figures of the paper that are recomputed here, by their numbers. */

import type { Figure } from '../../records/figure.js';
import type { Published } from '../../results/published.js';
import { figure1 } from './figure-1.js';
import { figure2 } from './figure-2.js';
import { figure6 } from './figure-6.js';
import { figureA1 } from './figure-a1.js';
import { figure3a, figure3b, figure4, figure5 } from './figures-3-to-5.js';

/** The figures of the paper by their number, each with its default options, in the paper's order. */
export const FIGURES: ReadonlyMap<string, (published: Published) => Figure> = new Map<
  string,
  (published: Published) => Figure
>([
  ['1', (published) => figure1(published)],
  ['2', (published) => figure2(published)],
  ['3a', (published) => figure3a(published)],
  ['3b', (published) => figure3b(published)],
  ['4', (published) => figure4(published)],
  ['5', (published) => figure5(published)],
  ['6', (published) => figure6(published)],
  ['A.1', (published) => figureA1(published)],
]);

/** Another name, easier to type. */
export const FIGURE_ALIASES: ReadonlyMap<string, string> = new Map([['a1', 'A.1']]);

/**
 * The figure with a number of the paper.
 * @param id `1`, `2`, `3a`, `3b`, `4`, `5`, `6` or `A.1`.
 * @throws RangeError where there is no such figure, or the runs or printed accuracies that it needs are missing.
 * @example
 * ```ts
 * import { paperFigure, readPublished, show } from 'lingtune';
 *
 * await show(paperFigure(readPublished(), '3a'));
 * ```
 */
export function paperFigure(published: Published, id: string): Figure {
  const make = FIGURES.get(FIGURE_ALIASES.get(id) ?? id);
  if (make === undefined) {
    throw new RangeError(`paperFigure: id must be one of ${[...FIGURES.keys()].join(', ')}, got ${id}`);
  }
  return make(published);
}
