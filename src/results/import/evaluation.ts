/** What one file of lm-evaluation-harness says: whom it evaluated, the accuracies, and what is missing. */
import { isPrintable, quoteText } from '../../base/printable.js';
import { isoLanguages } from '../../benchmarks/benchmark-facts.js';
import { PAPER_BENCHMARKS } from '../../benchmarks/registry.js';
import type { Score } from '../../records/run.js';
import { parseTaskName } from './task-name.js';

/** The model that was evaluated, as the harness was told. */
export interface EvaluatedModel {
  /** Hub name or folder of the base model (`pretrained=`), or `null`. */
  readonly baseModel: string | null;
  /** Hub name or folder of the adapter (`peft=`), or `null` where there is none. */
  readonly adapter: string | null;
}

/** One evaluation, read from a log or a results file. */
export interface Evaluation extends EvaluatedModel {
  readonly scores: readonly Score[];
  /** What the file should hold and does not; empty for a complete, zero-shot evaluation. */
  readonly lacks: readonly string[];
  /** What the evaluation differs in from a zero-shot one on all documents; see `Run.conditions`. */
  readonly conditions?: string;
  /** What was left out on purpose, and why. */
  readonly notes: readonly string[];
}

/** One accuracy under the harness's own name of the task. */
export interface ListedAccuracy extends Omit<Score, 'task' | 'language'> {
  readonly name: string;
  /** The harness's filter of the answers, usually `none`. */
  readonly filter: string;
}

/**
 * Scores of accuracies, in the order of first appearance.
 * Where a task is listed more than once, as under several filters, the plain one (`none`) counts, else the first,
 * with a note.
 */
export function collectScores(accuracies: readonly ListedAccuracy[]): { scores: Score[]; notes: string[] } {
  const chosen = new Map<string, ListedAccuracy>();
  const notes: string[] = [];
  for (const accuracy of accuracies) {
    const earlier = chosen.get(accuracy.name);
    if (earlier === undefined || (earlier.filter !== 'none' && accuracy.filter === 'none')) {
      chosen.set(accuracy.name, accuracy);
    }
    if (earlier !== undefined) {
      const taken = chosen.get(accuracy.name)?.filter ?? '';
      notes.push(`${quoteText(accuracy.name)} is listed more than once, filter ${quoteText(taken)} is taken`);
    }
  }
  const scores = Array.from(chosen.values(), ({ name, accuracy, stderr, version }) => ({
    ...parseTaskName(name),
    accuracy,
    stderr,
    version,
  }));
  return { scores, notes };
}

/** Languages, and groups, that are missing from the benchmarks that the scores begin. */
export function findGaps(scores: readonly Score[]): string[] {
  return PAPER_BENCHMARKS.flatMap((benchmark) => {
    const { name: task } = benchmark;
    const found = new Set(scores.filter((score) => score.task === task).map((score) => score.language));
    if (found.size === 0) return [];
    const languages = isoLanguages(benchmark).filter((language) => !found.has(language));
    const gaps = languages.length === 0 ? [] : [`${task} lacks ${languages.join(', ')}`];
    return found.has(null) ? gaps : [...gaps, `${task} lacks its group's accuracy`];
  });
}

/** Names as they may be shown: one with control characters is refused, and said so. */
export function refuseUnprintable({
  baseModel,
  adapter,
}: EvaluatedModel): EvaluatedModel & { lacks: string[] } {
  const lacks: string[] = [];
  const check = (name: string | null): string | null => {
    if (name === null || isPrintable(name)) return name;
    lacks.push(`the name ${quoteText(name)} holds control characters and is left out`);
    return null;
  };
  return { baseModel: check(baseModel), adapter: check(adapter), lacks };
}

/** A note on tasks that have no accuracy, or none where there are no such tasks. */
export function noteWithoutAccuracy(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const some = names.slice(0, 5).map(quoteText).join(', ');
  return [`${names.length} without an accuracy (acc) left out: ${some}${names.length > 5 ? ', …' : ''}`];
}
