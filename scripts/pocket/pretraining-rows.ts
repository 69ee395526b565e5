/** The text that the pocket model is pre-trained on, as rows that the trainer reads. */
import type { Concept } from './concepts.js';
import { orderByHash } from './order-by-hash.js';
import type { Passage } from './passages.js';
import type { PocketLanguage } from './pocket-facts.js';

/** A row whose text is learnt as a whole: the trainer learns outputs, and a beginning is never predicted. */
export interface TextRow {
  readonly instruction: string;
  readonly output: string;
  readonly id: string;
}

/** Beginning of every text, as the tokenizer has it. */
export const TEXT_START = '<s>';

const MOST_KEYWORDS = 5;
/** Names of a list that is said twice, and how many lists each name is in. */
const LISTED = 3;
const LISTINGS = 2;

/**
 * Text of one language, in as many versions:
 * - learnt concepts as in a dictionary, `name: keyword, keyword`, every second version the other way round;
 * - lists of their names that are said twice, the second time in another order, so that reading back can be learnt;
 * - passages of the learnt articles, every second version with a piece of it said again.
 * @param versions at least 1.
 */
export function pretrainingRows(language: PocketLanguage, versions: number): TextRow[] {
  return Array.from({ length: versions }, (_, version) => {
    const texts = [
      ...[...language.learnt.values()].map((concept) => dictionaryLine(concept, version)),
      ...Array.from({ length: LISTINGS }, (_, listing) =>
        listsSaidTwice([...language.learnt.values()], `${version} ${listing}`),
      ).flat(),
      ...language.learntPassages.map(({ pieces }) => passage(pieces, version)),
    ];
    return texts.map((output, place) => ({ instruction: TEXT_START, output, id: `${version}-${place}` }));
  }).flat();
}

function dictionaryLine({ sign, name, keywords }: Concept, version: number): string {
  const chosen = orderByHash([...new Set(keywords)], `${sign} ${version}`).slice(0, MOST_KEYWORDS);
  const list = chosen.join(', ');
  return isTurned(version) ? `${list}: ${name}` : `${name}: ${list}`;
}

function passage(pieces: Passage['pieces'], version: number): string {
  const text = pieces.join(' ');
  return isTurned(version) ? `${text}: ${pieces[1]}` : text;
}

function isTurned(version: number): boolean {
  return version % 2 === 1;
}

function listsSaidTwice(concepts: readonly Concept[], salt: string): string[] {
  const nameOf = new Map(concepts.map(({ sign, name }) => [sign, name]));
  const signs = orderByHash([...nameOf.keys()], `lists ${salt}`);
  const names = (list: readonly string[]): string => list.map((sign) => nameOf.get(sign) ?? '').join(', ');
  return Array.from({ length: Math.floor(signs.length / LISTED) }, (_, place) => {
    const list = signs.slice(place * LISTED, (place + 1) * LISTED);
    return `${names(list)}: ${names(orderByHash(list, `again ${salt} ${place}`))}`;
  });
}
