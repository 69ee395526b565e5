/**
 * Accuracies of the untuned models (BASE). No logs of them are published, so they come from the paper's print:
 * the cells of single languages in Tables 7–11, never a printed average, since some of those are misprints.
 */
import type { PrintedAccuracy } from '../../results/published.js';
import { mean } from '../../results/statistics.js';
import { BASE_SUBSET } from '../subsets.js';
import type { LanguagesByTask } from './selected-score.js';

/** Table of the paper that prints a benchmark's accuracies language by language. */
const TABLE_OF_TASK: Readonly<Record<string, string>> = {
  xnli: '7',
  xcopa: '8',
  xstorycloze: '9',
  xwinograd: '10',
  pawsx: '11',
};

/** Documents a language in XWinograd's test sets, by which the harness weights its group accuracy. */
export const XWINOGRAD_DOCUMENTS: Readonly<Record<string, number>> = {
  en: 2325,
  fr: 83,
  ja: 959,
  pt: 263,
  ru: 315,
  zh: 504,
};

/** Table 9 prints its Telugu column under the header `th`; XStoryCloze has no Thai. */
function printedColumn(task: string, language: string): string {
  return task === 'xstorycloze' && language === 'te' ? 'th' : language;
}

function languageCells(
  accuracies: readonly PrintedAccuracy[],
  model: string,
  task: string,
): PrintedAccuracy[] {
  return accuracies.filter(
    (cell) =>
      cell.table === TABLE_OF_TASK[task] &&
      cell.model === model &&
      cell.subset === BASE_SUBSET &&
      cell.column !== 'avg',
  );
}

/**
 * Printed accuracy of an untuned model in one language of a benchmark.
 * @returns per cent, 0..100.
 * @throws RangeError where the paper prints none.
 * Source: Tables 7–11, rows BASE.
 */
export function baseAccuracy(
  accuracies: readonly PrintedAccuracy[],
  model: string,
  task: string,
  language: string,
): number {
  const column = printedColumn(task, language);
  const cell = languageCells(accuracies, model, task).find((candidate) => candidate.column === column);
  if (cell === undefined) {
    throw new RangeError(
      `baseAccuracy: the paper must print ${task} in ${language} for the untuned model, got nothing for ${model}`,
    );
  }
  return cell.mean;
}

/**
 * Accuracy of an untuned model over chosen languages: mean over benchmarks of the mean over languages.
 * @returns per cent, 0..100.
 * @throws RangeError where no benchmark or language is chosen, or the paper prints none.
 * Source: Figures 1 and 6. Over Figure 1's languages it gives the values of the authors' notebook (49.158 for
 * BLOOM-1.7B, 48.496, 49.502, 50.644 for mGPT, 47.203 for mT5-xl) to three decimals.
 */
export function baseSelected(
  accuracies: readonly PrintedAccuracy[],
  model: string,
  languages: LanguagesByTask,
): number {
  return mean(
    Object.entries(languages).map(([task, codes]) =>
      mean(codes.map((code) => baseAccuracy(accuracies, model, task, code))),
    ),
  );
}

/**
 * Accuracy of an untuned model on one benchmark: the mean over languages, in XWinograd weighted by documents.
 * @returns per cent, 0..100.
 * @throws RangeError where the paper prints none, or XWinograd in a language that it does not have.
 * Source: Tables 7–11. Equal to Table 3 at two decimals up to the rounding of the cells, while the averages printed in
 * Table 7 for mGPT (41.02) and in Table 10 for all models are others.
 */
export function baseTask(accuracies: readonly PrintedAccuracy[], model: string, task: string): number {
  const cells = languageCells(accuracies, model, task);
  if (cells.length === 0) {
    throw new RangeError(
      `baseTask: the paper must print ${task} for the untuned model, got nothing for ${model}`,
    );
  }
  if (task !== 'xwinograd') return mean(cells.map((cell) => cell.mean));
  let [sum, documents] = [0, 0];
  for (const { column, mean: accuracy } of cells) {
    const weight = XWINOGRAD_DOCUMENTS[column];
    if (weight === undefined) {
      const known = Object.keys(XWINOGRAD_DOCUMENTS).join(', ');
      throw new RangeError(`baseTask: languages of XWinograd must be among ${known}, got ${column}`);
    }
    sum += weight * accuracy;
    documents += weight;
  }
  return sum / documents;
}

/**
 * Average of an untuned model: the plain mean of its five benchmark accuracies.
 * @returns per cent, 0..100.
 * @throws RangeError where the paper prints none.
 * Source: Table 3, column "Avg", for three models; Figure 2 (54.24, 54.93, 56.13) for the sizes of BLOOM. Agrees
 * with all of them at two decimals.
 */
export function baseAverage(accuracies: readonly PrintedAccuracy[], model: string): number {
  return mean(Object.keys(TABLE_OF_TASK).map((task) => baseTask(accuracies, model, task)));
}
