/** The text that the pocket model is pre-trained on, as rows that the trainer reads. */
import { codePoints } from './instruction-pairs.js';
import { orderByHash } from './order-by-hash.js';
import type { PocketLanguage } from './pocket-facts.js';

/** A row whose text is learnt as a whole: the trainer learns outputs, and a beginning is never predicted. */
export interface TextRow {
  readonly instruction: string;
  readonly output: string;
  readonly id: string;
}

/** Beginning of every text, as the tokenizer has it. */
export const TEXT_START = '<s>';

const MOST_KEYWORDS = 6;

/**
 * Text of one language: its learnt concepts as in a dictionary, `name: keyword, keyword`, in as many versions with the keywords
 * in other orders, and the passages of the learnt articles.
 * @param versions at least 1.
 */
export function pretrainingRows({ learnt, learntPassages }: PocketLanguage, versions: number): TextRow[] {
  const row = (output: string, id: string): TextRow => ({ instruction: TEXT_START, output, id });
  return Array.from({ length: versions }, (_, version) => [
    ...[...learnt.values()].map(({ sign, name, keywords }) => {
      const chosen = orderByHash([...new Set(keywords)], `${sign} ${version}`).slice(0, MOST_KEYWORDS);
      return row(`${name}: ${chosen.join(', ')}`, `concept-${codePoints(sign)}-${version}`);
    }),
    ...learntPassages.map(({ id, pieces }) => row(pieces.join(' '), `passage-${id}-${version}`)),
  ]).flat();
}
