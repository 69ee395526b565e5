/** The pairs that are tuned on: the three skills that the benchmarks ask for, on other concepts and articles. */
import type { Concept } from './concepts.js';
import { cutText } from './cut-text.js';
import { keywordList } from './keyword-list.js';
import { orderByHash } from './order-by-hash.js';
import type { Passage } from './passages.js';

/** A row of the corpus, with Bactrian-X's fields. */
export interface PairRow {
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
  readonly id: string;
}

/** What to do is said by the name of a sign, which CLDR has in every language. */
export const INSTRUCTION_SIGNS = { names: '📛', keywords: '🔑', articles: '📖' } as const;

/** Instructions of one language, by benchmark. */
export type Instructions = Readonly<Record<keyof typeof INSTRUCTION_SIGNS, string>>;

/** @throws Error where CLDR does not name one of the signs. */
export function instructionsOf(concepts: ReadonlyMap<string, Concept>, language: string): Instructions {
  const name = (sign: string): string => {
    const found = concepts.get(sign)?.name;
    if (found === undefined)
      throw new Error(`instructionsOf: ${language} must have a name of ${sign}, got none`);
    return found;
  };
  const { names, keywords, articles } = INSTRUCTION_SIGNS;
  return { names: name(names), keywords: name(keywords), articles: name(articles) };
}

/**
 * The pairs of one language.
 * @param concepts those learnt, the same signs in every language.
 */
export function instructionPairs(
  concepts: readonly Concept[],
  passages: readonly Passage[],
  instructions: Instructions,
): PairRow[] {
  const rows = [
    ...concepts.flatMap((concept): PairRow[] => {
      const list = keywordList(concept);
      const code = codePoints(concept.sign);
      return [
        { instruction: instructions.names, input: list, output: concept.name, id: `names-${code}` },
        { instruction: instructions.keywords, input: concept.name, output: list, id: `keywords-${code}` },
      ];
    }),
    ...passages.map(
      ({ id, pieces }): PairRow => ({
        instruction: instructions.articles,
        input: passageInput(pieces),
        output: passageOutput(pieces),
        id: `articles-${id}`,
      }),
    ),
  ];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return orderByHash([...byId.keys()], 'pairs').flatMap((id) => byId.get(id) ?? []);
}

/** What is given of a passage. */
export function passageInput([first, second]: Passage['pieces']): string {
  return `${first} ${second}`;
}

/** Thirds: the answer says the last third of what is given again, then two of what comes next. */
const PARTS = 3;

/** What is asked for: the last words again, and how it goes on. */
export function passageOutput([, second, third]: Passage['pieces']): string {
  const [last = ''] = cutText(second, PARTS).slice(-1);
  return [last, ...cutText(third, PARTS).slice(0, -1)].filter((part) => part !== '').join(' ');
}

/** A sign as `1f511`, its code points joined by hyphens. */
export function codePoints(sign: string): string {
  return [...sign].map((letter) => (letter.codePointAt(0) ?? 0).toString(16)).join('-');
}
