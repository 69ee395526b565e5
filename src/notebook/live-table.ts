import { type AnswerCount, answersTable } from '../charts/evaluation/answers-table.js';
import { cellDisplay, drawInPlace, type LiveOptions } from './cell-outlet.js';
import { tableBundle } from './mime-bundle.js';

/** Seconds between two drawings of a table, which takes a front end longer than a line of text. */
const SECONDS_BETWEEN = 0.5;

/** A table that fills while an evaluation runs. */
export interface LiveTable {
  /** Takes an answer: what `onAnswer` of `evaluateModel` is given. */
  readonly report: (answer: Omit<AnswerCount, 'answered' | 'correct'> & { isCorrect: boolean }) => void;
  /** Draws the last state. */
  readonly end: () => void;
}

/**
 * A table of accuracies by language that fills in place in a notebook cell; outside of one nothing is drawn, as the
 * lines would pile up.
 */
export function liveTable({
  display = cellDisplay(),
  now = () => performance.now(),
}: LiveOptions = {}): LiveTable {
  const place = display === null ? null : drawInPlace(display);
  const counts = new Map<string, AnswerCount>();
  let drawn: number | null = null;
  const draw = () => {
    if (place === null || counts.size === 0) return;
    place(tableBundle(answersTable([...counts.values()])));
    drawn = now();
  };
  return {
    report: ({ isCorrect, ...answer }) => {
      const { answered, correct } = counts.get(answer.task) ?? { answered: 0, correct: 0 };
      counts.set(answer.task, { ...answer, answered: answered + 1, correct: correct + Number(isCorrect) });
      if (drawn === null || now() - drawn >= SECONDS_BETWEEN * 1000) draw();
    },
    end: draw,
  };
}
