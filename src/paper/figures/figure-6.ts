import type { LanguagesByTask } from '../../charts/measures/selected-score.js';
import { CHOSEN_SUBSETS, MODELS } from '../../charts/subsets.js';
import type { Figure } from '../../records/figure.js';
import type { Published } from '../../results/published.js';
import { type SubsetDotsOptions, subsetDots } from './subset-dots.js';

/** The benchmarks that hold Vietnamese. */
const VIETNAMESE: LanguagesByTask = { xnli: ['vi'], xcopa: ['vi'] };

/** What to draw in Figure 6. */
export type Figure6Options = SubsetDotsOptions;

/**
 * Figure 6: accuracy in Vietnamese after tuning on Vietnamese alone (VI) and on the multilingual subsets.
 *
 * A run's value is the mean of its accuracies on XNLI and XCOPA in Vietnamese; BASE is the mean of the cells of
 * Tables 7 and 8, column vi.
 * @param options default: experiment `analysis`, the paper's five models, its six chosen subsets and VI, tests against
 * VI, Vietnamese in XNLI and XCOPA, with BASE, 95 % intervals, dots.
 * @throws RangeError where runs of a model or subset, or its printed BASE, are missing, or confidence is not in 0..1.
 * Source: Figure 6. BASE is our addition; the paper draws bars on a cut axis, where a bar's length misleads.
 */
export function figure6(
  published: Pick<Published, 'runs' | 'accuracies'>,
  {
    experiment = 'analysis',
    models = MODELS,
    subsets = [...CHOSEN_SUBSETS, 'VI'],
    reference = 'VI',
    languages = VIETNAMESE,
    base = true,
    confidence = 0.95,
    mark = 'dot',
  }: Figure6Options = {},
): Figure {
  const words = {
    caller: 'figure6',
    id: '6',
    title: 'Figure 6. Vietnamese: tuned on it alone, or on fourteen languages',
    lead: 'Zero-shot accuracy in Vietnamese after tuning on Vietnamese alone (VI) and on each multilingual subset: mean over the benchmarks',
    baseSource: 'from Tables 7 and 8; the paper does not draw it',
  };
  return subsetDots(published, words, {
    experiment,
    models,
    subsets,
    reference,
    languages,
    base,
    confidence,
    mark,
  });
}
