/** Under what conditions a run was evaluated: what was scored otherwise must not be averaged together. */
import { quoteText } from '../../base/printable.js';
import type { Run } from '../../records/run.js';

/** What an evaluation differs in from the paper's, which is zero-shot on all documents. */
export interface EvaluationConditions {
  /** Most documents of a task, or a share of them, as the harness was told; `null` for all. */
  readonly limit?: string | number | null | undefined;
  /** Tasks of which only some documents were evaluated though there is no limit (the harness's `samples=`). */
  readonly chosen?: readonly { readonly name: string; readonly documents: number; readonly of: number }[];
  /** Whether the harness says so without numbers. */
  readonly hasChosen?: boolean;
  /** Numbers of examples in the prompts of the tasks. */
  readonly shots?: readonly number[];
  readonly hasChatTemplate?: boolean;
  readonly hasSystemInstruction?: boolean;
}

/** The same in words. */
export interface ConditionWords {
  /** A few words that name them, for example `limit 10, 5-shot`; `null` where nothing differs. */
  readonly conditions: string | null;
  /** A phrase on each. */
  readonly phrases: readonly string[];
}

/** Says what an evaluation differs in from a zero-shot one on all documents. */
export function conditionWords({
  limit = null,
  chosen = [],
  hasChosen = chosen.length > 0,
  shots = [],
  hasChatTemplate = false,
  hasSystemInstruction = false,
}: EvaluationConditions): ConditionWords {
  const examples = [...new Set(shots.filter((count) => count > 0))]
    .sort((a, b) => a - b)
    .map((count) => `${count}-shot`);
  const [first] = chosen;
  const more = chosen.length > 1 ? ` and of ${chosen.length - 1} more tasks` : '';
  const counts =
    first === undefined ? '' : `, ${first.documents} of ${first.of} of ${shown(first.name)}${more}`;
  const most = limit === null ? '' : shown(String(limit));
  const found: [boolean, string, string][] = [
    [limit !== null, `limit ${most}`, `only a part of the documents was evaluated (limit ${most})`],
    [hasChosen, 'chosen documents', `only chosen documents were evaluated (samples=${counts})`],
    [examples.length > 0, examples.join(', '), `the prompts held examples (${examples.join(', ')})`],
    [hasChatTemplate, 'chat template', 'the prompts were put into a chat template'],
    [hasSystemInstruction, 'system instruction', 'the prompts began with a system instruction'],
  ];
  const holding = found.filter(([holds]) => holds);
  return {
    conditions: holding.length === 0 ? null : holding.map(([, name]) => name).join(', '),
    phrases: holding.map(([, , phrase]) => phrase),
  };
}

/** A word of the file as it is where it is a plain name or number, else quoted. */
function shown(text: string): string {
  return /^[\w.+-]{1,80}$/.test(text) ? text : quoteText(text);
}

/** Runs whose evaluation was not the paper's kind, by their conditions in order of first appearance. */
export function runsApart(runs: readonly Run[]): Map<string, Run[]> {
  const apart = new Map<string, Run[]>();
  for (const run of runs) {
    if (run.conditions === undefined) continue;
    const group = apart.get(run.conditions);
    if (group === undefined) apart.set(run.conditions, [run]);
    else group.push(run);
  }
  return apart;
}

/**
 * Refuses to put runs together whose accuracies were measured under different conditions.
 * @throws RangeError with what differs.
 */
export function checkSameConditions(caller: string, runs: readonly Run[]): void {
  const names = new Set(runs.map(({ conditions }) => conditions ?? 'zero-shot on all documents'));
  if (names.size <= 1) return;
  throw new RangeError(
    `${caller}: runs must be evaluated under the same conditions, got ${[...names].join(' and ')}`,
  );
}
