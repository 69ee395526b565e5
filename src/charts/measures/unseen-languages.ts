import { type Run, TASKS } from '../../records/run.js';
import type { LanguagesByTask } from './selected-score.js';

/**
 * Languages of each benchmark that none of the runs was tuned on.
 * @param runs tuned runs; the first one's scores say which languages a benchmark has.
 * @returns ISO 639-1 codes in alphabetical order, for each of the five benchmarks.
 * @throws RangeError where there is no run, a run does not say its languages, or a benchmark has no unseen one.
 * Source: caption of Figure 1. The paper's runs give the languages that it names.
 */
export function unseenLanguages(runs: readonly Run[]): LanguagesByTask {
  const [first] = runs;
  if (first === undefined) throw new RangeError('unseenLanguages: runs must hold at least one run, got none');
  const tuned = new Set(runs.flatMap(knownLanguages));
  return Object.fromEntries(
    TASKS.map((task) => {
      const codes = first.scores.flatMap((score) =>
        score.task === task && score.language !== null ? [score.language] : [],
      );
      const unseen = codes.filter((code) => !tuned.has(code)).sort();
      if (unseen.length === 0) {
        throw new RangeError(
          `unseenLanguages: ${task} must have a language that no run was tuned on, got none of [${codes.join(' ')}]`,
        );
      }
      return [task, unseen];
    }),
  );
}

function knownLanguages(run: Run): readonly string[] {
  if (run.languages.length > 0) return run.languages;
  throw new RangeError(
    `unseenLanguages: every run must say the languages it was tuned on, got none in ${run.source}`,
  );
}
