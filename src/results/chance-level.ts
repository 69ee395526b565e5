import { TASKS } from '../records/run.js';

/** Choices that each document of a benchmark has. */
const CHOICES: Readonly<Record<(typeof TASKS)[number], number>> = {
  xnli: 3,
  xcopa: 2,
  xstorycloze: 2,
  xwinograd: 2,
  pawsx: 2,
};

/** Choices of the pocket benchmarks, which are our own. */
const POCKET_CHOICES = 2;

/**
 * Accuracy of guessing.
 * @returns 0..1, or `null` for a task that is neither one of the five benchmarks nor a pocket one.
 * Source: section 5.2 (XNLI has three labels, all others have two choices).
 */
export function chanceLevel(task: string): number | null {
  if (task.startsWith('pocket_')) return 1 / POCKET_CHOICES;
  const benchmark = TASKS.find((name) => name === task);
  return benchmark === undefined ? null : 1 / CHOICES[benchmark];
}
