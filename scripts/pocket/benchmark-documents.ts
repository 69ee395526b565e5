/** The documents of the pocket benchmarks, of what is held out. */
import type { Concept } from './concepts.js';
import { codePoints, passageInput, passageOutput } from './instruction-pairs.js';
import { keywordList } from './keyword-list.js';
import { mirrorPairs, type PairedItem } from './mirror-pairs.js';
import { orderByHash } from './order-by-hash.js';
import type { Passage } from './passages.js';
import { sharesPiece } from './shares-piece.js';

/** A document with the fields of XCOPA. */
export interface ChoiceRow {
  readonly idx: string;
  readonly instruction: string;
  readonly premise: string;
  readonly choice1: string;
  readonly choice2: string;
  readonly label: 0 | 1;
}

/** Documents of a language and benchmark: enough for a standard error of 3.5 points. */
export const DOCUMENTS = 200;

/** An answer and what it answers. */
interface Item extends PairedItem {
  readonly premise: string;
}

/** Which of two names has these keywords? */
export function nameDocuments(concepts: readonly Concept[], instruction: string): ChoiceRow[] {
  const items = concepts.map(
    (concept): Item => ({
      id: codePoints(concept.sign),
      premise: keywordList(concept),
      answer: concept.name,
    }),
  );
  return conceptDocuments(items, instruction);
}

/** Which of two lists of keywords has this name? */
export function keywordDocuments(concepts: readonly Concept[], instruction: string): ChoiceRow[] {
  const items = concepts.map(
    (concept): Item => ({
      id: codePoints(concept.sign),
      premise: concept.name,
      answer: keywordList(concept),
    }),
  );
  return conceptDocuments(items, instruction);
}

function conceptDocuments(items: readonly Item[], instruction: string): ChoiceRow[] {
  // What shares no letters with its own answer could only be known, and would measure nothing here.
  const answerable = items.filter(({ premise, answer }) => sharesPiece(premise, answer));
  const byId = new Map(answerable.map((item) => [item.id, item]));
  const ordered = orderByHash([...byId.keys()], 'documents').flatMap((id) => byId.get(id) ?? []);
  const pairs = mirrorPairs(ordered, {
    mayPair: (left, right) =>
      !sharesPiece(left.premise, right.answer) && !sharesPiece(right.premise, left.answer),
  });
  return mirroredRows(pairs, instruction);
}

/** Rounds of pairing the passages, of which there are fewer than documents are wanted. */
const PASSAGE_ROUNDS = 4;

/** Which of two texts goes on from this passage? */
export function articleDocuments(passages: readonly Passage[], instruction: string): ChoiceRow[] {
  const items = passages.map((passage) => ({
    id: passage.id,
    article: passage.article,
    premise: passageInput(passage.pieces),
    answer: passageOutput(passage.pieces),
  }));
  const byId = new Map(items.map((item) => [item.id, item]));
  const ordered = orderByHash([...byId.keys()], 'passages').flatMap((id) => byId.get(id) ?? []);
  const pairs = mirrorPairs(ordered, {
    mayPair: (left, right) =>
      left.article !== right.article &&
      !left.premise.includes(right.answer) &&
      !right.premise.includes(left.answer),
    rounds: PASSAGE_ROUNDS,
  });
  return mirroredRows(pairs, instruction);
}

/** Two documents a pair, with the same choices; the first is right in one and the second in the other. */
function mirroredRows(pairs: readonly (readonly [Item, Item])[], instruction: string): ChoiceRow[] {
  return pairs
    .slice(0, DOCUMENTS / 2)
    .flatMap(([first, second]) => [
      row(first, second, { first, second, instruction }, 0),
      row(second, first, { first, second, instruction }, 1),
    ]);
}

function row(
  right: Item,
  wrong: Item,
  { first, second, instruction }: { first: Item; second: Item; instruction: string },
  label: 0 | 1,
): ChoiceRow {
  return {
    idx: `${right.id} ${wrong.id}`,
    instruction,
    premise: right.premise,
    choice1: first.answer,
    choice2: second.answer,
    label,
  };
}
