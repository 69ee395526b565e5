import { requireRuns } from '../../charts/measures/measure-subsets.js';
import { unseenLanguages } from '../../charts/measures/unseen-languages.js';
import { CHOSEN_SUBSETS, MODELS } from '../../charts/subsets.js';
import type { Figure } from '../../records/figure.js';
import type { Published } from '../../results/published.js';
import { type SubsetDotsOptions, subsetDots } from './subset-dots.js';

/** What to draw in Figure 1. */
export type Figure1Options = SubsetDotsOptions;

/**
 * Figure 1: accuracy in languages that no subset holds, subset by subset, one panel a model.
 *
 * A run's value is the mean over benchmarks of its mean over the benchmark's unseen languages. BASE is the same
 * mean of printed cells: Table 7 ar bg el es ru tr, Table 8 ht qu tr, Table 9 ar es eu ru and te (printed as `th`),
 * Table 10 ru, Table 11 es; it agrees with the authors' notebook at three decimals for all five models.
 * @param options default: experiment `analysis`, the paper's five models and six chosen subsets, tests against RND,
 * the languages that none of the runs drawn was tuned on, with BASE, 95 % intervals, dots.
 * @throws RangeError where runs of a model or subset, or its printed BASE, are missing; where a run does not say its
 * languages and `languages` is not given; where confidence is not in 0..1.
 * Source: Figure 1. The paper draws bars on a cut axis, where a bar's length misleads; we draw dots unless `mark` is `bar`.
 */
export function figure1(
  published: Pick<Published, 'runs' | 'accuracies'>,
  {
    experiment = 'analysis',
    models = MODELS,
    subsets = CHOSEN_SUBSETS,
    reference = 'RND',
    languages,
    base = true,
    confidence = 0.95,
    mark = 'dot',
  }: Figure1Options = {},
): Figure {
  const caller = 'figure1';
  const drawn = models.flatMap((model) =>
    subsets.flatMap((subset) => requireRuns(published.runs, { caller, experiment, model, subset })),
  );
  const words = {
    caller,
    id: '1',
    title: 'Figure 1. Accuracy in languages unseen in tuning',
    lead: 'Zero-shot accuracy in languages that none of the subsets holds: mean over the benchmarks of the mean over these languages',
    baseSource: 'from the printed tables',
  };
  return subsetDots(published, words, {
    experiment,
    models,
    subsets,
    reference,
    languages: languages ?? unseenLanguages(drawn),
    base,
    confidence,
    mark,
  });
}
