import type { Row } from '../rows/row.js';

/**
 * Columns of XStoryCloze's own files, and what the hub calls them once its loading script has read them.
 * Source: `xstory_cloze.py` of juletxara/xstory_cloze.
 */
const FIELDS: Readonly<Record<string, string>> = {
  InputStoryid: 'story_id',
  InputSentence1: 'input_sentence_1',
  InputSentence2: 'input_sentence_2',
  InputSentence3: 'input_sentence_3',
  InputSentence4: 'input_sentence_4',
  RandomFifthSentenceQuiz1: 'sentence_quiz1',
  RandomFifthSentenceQuiz2: 'sentence_quiz2',
  AnswerRightEnding: 'answer_right_ending',
};

/**
 * A row of XStoryCloze's own file under the hub's names, its answer as a number; any other row as it is.
 * @param place of the row, for messages.
 * @throws Error with the place where the answer is neither 1 nor 2.
 */
export function hubRow(row: Row, place: string): Row {
  if (!Object.hasOwn(row, 'InputStoryid')) return row;
  if (row.AnswerRightEnding !== '1' && row.AnswerRightEnding !== '2') {
    throw new Error(
      `${place}: AnswerRightEnding must be 1 or 2, got ${JSON.stringify(row.AnswerRightEnding)}`,
    );
  }
  const named = Object.entries(row).map(([field, value]): [string, unknown] => [
    FIELDS[field] ?? field,
    value,
  ]);
  return { ...Object.fromEntries(named), answer_right_ending: Number(row.AnswerRightEnding) };
}
