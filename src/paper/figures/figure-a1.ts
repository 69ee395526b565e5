import { projectionPlot } from '../../charts/selection/projection-plot.js';
import { type FeatureName, readFeatures } from '../../languages/features.js';
import type { Figure } from '../../records/figure.js';
import type { Published } from '../../results/published.js';
import { selectLanguages } from '../../selection/select-languages.js';

/** What to draw in Figure A.1. */
export interface FigureA1Options {
  /** Kind of feature vectors (default `geo`). */
  features?: FeatureName;
  /** Of k-means and of t-SNE's first places: integer in 0..2³²−1 (default 42). */
  seed?: number;
  /** Number of neighbours that count in t-SNE, roughly: above 1, below the number of languages (default 40). */
  perplexity?: number;
  /** Number of clusters (default 14). */
  count?: number;
}

/**
 * Figure A.1: the languages in the plane by t-SNE of their feature vectors, with the clusters and the chosen ones.
 * @throws RangeError where an option is out of its range.
 * Source: Figure A.1. t-SNE draws by chance, so the places are not the paper's; its neighbourhoods are as good as
 * scikit-learn's. Codes, lines to the chosen language and shapes beside colours are ours.
 */
export function figureA1(
  { languages }: Pick<Published, 'languages'>,
  { features = 'geo', seed = 42, perplexity = 40, count = 14 }: FigureA1Options = {},
): Figure {
  const table = readFeatures(features);
  const selection = selectLanguages(table, { strategy: 'kmeans', count, seed });
  return projectionPlot(selection, table, {
    id: 'A.1',
    title: `Figure A.1. ${count} clusters of ${table.codes.length} languages by ${features.toUpperCase()}`,
    languages,
    perplexity,
    seed,
  });
}
