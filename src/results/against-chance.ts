/** How accuracies lie about chance: far below it lies only what is scored the wrong way round. */

import type { Run } from '../records/run.js';
import { checkSameConditions } from './import/conditions.js';

/** What to count. */
export interface AgainstChanceOptions {
  /** Benchmark. */
  task: string;
  /** Accuracy of guessing, 0..1 (default 0.5, two choices). */
  chance?: number;
  /** Standard errors from chance that count as far (default 3). */
  far?: number;
}

/** How the accuracies of one language lie about chance. */
export type AgainstChance = {
  readonly task: string;
  readonly language: string;
  /** Number of accuracies: one a run. */
  readonly n: number;
  /** How many lie far below chance. */
  readonly below: number;
  /** How many lie far above chance. */
  readonly above: number;
  /** In per cent. */
  readonly lowest: number;
  /** In per cent. */
  readonly highest: number;
};

/**
 * Counts, language by language, the accuracies that lie several standard errors below or above chance.
 * @returns one record a language, in alphabetical order.
 * @throws RangeError where the runs have no accuracy of single languages on the task, or one has no standard error, or
 * conditions of runs differ.
 */
export function againstChance(
  runs: readonly Run[],
  { task, chance = 0.5, far = 3 }: AgainstChanceOptions,
): AgainstChance[] {
  checkSameConditions('againstChance', runs);
  const byLanguage = new Map<string, { accuracy: number; stderr: number }[]>();
  for (const run of runs) {
    for (const { task: own, language, accuracy, stderr } of run.scores) {
      if (own !== task || language === null) continue;
      if (stderr === null) {
        throw new RangeError(
          `againstChance: every accuracy must have a standard error, got none in ${run.source}`,
        );
      }
      byLanguage.set(language, [...(byLanguage.get(language) ?? []), { accuracy, stderr }]);
    }
  }
  if (byLanguage.size === 0) {
    throw new RangeError(
      `againstChance: runs must have accuracies on ${task} language by language, got none`,
    );
  }
  return [...byLanguage]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([language, scores]) => {
      const accuracies = scores.map(({ accuracy }) => accuracy * 100);
      return {
        task,
        language,
        n: scores.length,
        below: scores.filter(({ accuracy, stderr }) => accuracy < chance - far * stderr).length,
        above: scores.filter(({ accuracy, stderr }) => accuracy > chance + far * stderr).length,
        lowest: Math.min(...accuracies),
        highest: Math.max(...accuracies),
      };
    });
}
