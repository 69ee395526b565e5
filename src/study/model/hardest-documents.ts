import { checkInteger } from '../../base/check-integer.js';
import type { EvaluatedDocument, EvaluationResult } from '../../evaluation/evaluation-result.js';

/** A document that the model answered wrongly. */
export type HardDocument = {
  /** Name of the task, for example `xcopa_et`. */
  readonly task: string;
  /** Place of the document in its task, from 0. */
  readonly index: number;
  /** What the right text and the chosen one both begin with, up to a space or a punctuation mark. */
  readonly context: string;
  /** How the right text goes on. */
  readonly right: string;
  /** How the text goes on that the model finds likeliest. */
  readonly chosen: string;
  /** How far the chosen text's log-probability (natural logarithm) lies above the right one's, from 0. */
  readonly margin: number;
};

/** How many to find. */
export interface HardestDocumentsOptions {
  /** At most (default 10). */
  readonly count?: number;
}

/**
 * The documents that a model is most wrong about: those that it answers wrongly, by the distance between the
 * log-probabilities of its choice and of the right one.
 * @returns the largest margin first; equal ones in the order of the evaluation. Empty where all answers are right.
 * @throws RangeError where count is not an integer from 1.
 */
export function hardestDocuments(
  { tasks }: Pick<EvaluationResult, 'tasks'>,
  { count = 10 }: HardestDocumentsOptions = {},
): HardDocument[] {
  checkInteger('hardestDocuments: count', count, 1, Number.MAX_SAFE_INTEGER);
  return tasks
    .flatMap(({ name, samples }) =>
      samples
        .filter((sample) => !sample.isCorrect)
        .map((sample) => ({ task: name, index: sample.index, ...texts(sample), margin: margin(sample) })),
    )
    .sort((a, b) => b.margin - a.margin)
    .slice(0, count);
}

function margin({ scores, choice, gold }: EvaluatedDocument): number {
  const chosen = logProbability(scores, choice);
  const right = logProbability(scores, gold);
  // Both may be minus infinity, whose difference is not a number.
  return chosen === right ? 0 : chosen - right;
}

function logProbability(scores: EvaluatedDocument['scores'], choice: number): number {
  const score = scores[choice];
  if (score === undefined) {
    throw new RangeError(`hardestDocuments: every choice must have a score, got none for ${choice}`);
  }
  return score.logProbability;
}

/** Both texts, in whichever part of the requests they differ, with what they share taken off. */
function texts({
  requests,
  choice,
  gold,
}: EvaluatedDocument): Pick<HardDocument, 'context' | 'right' | 'chosen'> {
  const [right = '', chosen = ''] = [requests[gold], requests[choice]].map((request) =>
    request === undefined ? '' : request.context + request.continuation,
  );
  const shared = sharedLength(right, chosen);
  return {
    context: right.slice(0, shared).trim(),
    right: right.slice(shared).trim(),
    chosen: chosen.slice(shared).trim(),
  };
}

/** Length of the common beginning, up to behind its last space or punctuation mark. */
function sharedLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return (/^.*[\s\p{P}]/su.exec(left.slice(0, length))?.[0] ?? '').length;
}
