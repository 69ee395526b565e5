import { baseAverage } from '../../charts/measures/base-accuracy.js';
import { measureSubsets } from '../../charts/measures/measure-subsets.js';
import { percentText } from '../../charts/measures/measure-text.js';
import { sizeLines } from '../../charts/measures/size-lines.js';
import { aboveSentence, rankingSentence, testsSentence } from '../../charts/measures/subset-sentences.js';
import { BASE_SUBSET, CHOSEN_SUBSETS } from '../../charts/subsets.js';
import type { Figure } from '../../records/figure.js';
import type { Published } from '../../results/published.js';
import { averageScore } from '../../results/scores.js';

/** Parameters of the BLOOM models in billions, by which they are named. */
const BLOOM_SIZES: Readonly<Record<string, number>> = { 'BLOOM-1.7B': 1.7, 'BLOOM-3B': 3, 'BLOOM-7B1': 7.1 };

/** What to draw in Figure 2. */
export interface Figure2Options {
  /** Default: `analysis`. */
  experiment?: string;
  /** Models to draw and their parameters in billions. Default: the three sizes of BLOOM. */
  sizes?: Readonly<Record<string, number>>;
  /** One line each. Default: RND, FAM, GEO, LEARN, SEM, TYPO. */
  subsets?: readonly string[];
  /** Subset that the others are tested against; `null` for none. Default: RND. */
  reference?: string | null;
  /** Whether to draw the untuned models and the gains over them; needs their printed accuracies. Default: true. */
  base?: boolean;
  /** Of the intervals, between 0 and 1. Default: 0.95. */
  confidence?: number;
}

/**
 * Figure 2: average accuracy against the size of the model, one line a subset.
 *
 * A run's value is the mean of its five benchmark accuracies. BASE is the same mean of printed cells: Tables 7–9 and
 * 11 with each language counted once, Table 10 with languages weighted by documents. At two decimals it gives the
 * values of the authors' notebook (54.24, 54.93, 56.13).
 * @throws RangeError where a size is not a positive number; where runs of a model or subset, or its printed BASE, are
 * missing; where confidence is not in 0..1.
 * Source: Figure 2. The second panel, gains over BASE with their intervals, is our addition: the growth with size hides
 * the subsets' differences in the first.
 */
export function figure2(
  published: Pick<Published, 'runs' | 'accuracies'>,
  {
    experiment = 'analysis',
    sizes = BLOOM_SIZES,
    subsets = CHOSEN_SUBSETS,
    reference = 'RND',
    base = true,
    confidence = 0.95,
  }: Figure2Options = {},
): Figure {
  const models = Object.keys(sizes);
  const measures = measureSubsets(published.runs, {
    caller: 'figure2',
    experiment,
    models,
    subsets,
    reference,
    score: averageScore,
    base: base ? (model) => baseAverage(published.accuracies, model) : null,
    confidence,
  });
  const sized = measures.map((measure) => {
    const untuned = measures.find((other) => other.model === measure.model && other.subset === BASE_SUBSET);
    const gain = untuned === undefined || untuned === measure ? null : measure.mean - untuned.mean;
    return { ...measure, size: requireSize(sizes, measure.model), gain };
  });
  const title = 'Figure 2. Average accuracy by size of the model';
  const interval = `${percentText(confidence)} interval`;
  return {
    kind: 'figure',
    id: '2',
    title,
    caption: [
      'Zero-shot accuracy, mean over the five benchmarks and over the repeated runs, against the parameters of the model (logarithmic scale); one line a subset. No axis of accuracy starts at 0.',
      ...(base
        ? [
            `Right: the same as gain over the untuned model (BASE, from the printed tables), with the ${interval}; points of one size are set apart sideways so that they can be told apart. Above BASE: ${aboveSentence(measures, BASE_SUBSET)}. The right panel is ours.`,
          ]
        : []),
      ...(reference === null ? [] : [testsSentence(measures, reference)]),
    ].join(' '),
    alt: `Line chart of average accuracy in per cent by size of the model. ${rankingSentence(measures)}.`,
    ...sizeLines(sized, { title, confidence }),
    records: sized,
  };
}

function requireSize(sizes: Readonly<Record<string, number>>, model: string): number {
  const size = sizes[model];
  if (size !== undefined && Number.isFinite(size) && size > 0) return size;
  throw new RangeError(`figure2: sizes must be positive numbers of billions, got ${size} for ${model}`);
}
