import type { CorpusTokenizer } from '../../src/corpus/encoding/encode-within.js';

const END = '</s>';
const END_ID = 1;
const FIRST_ID = 10;

/** Special tokens that a small tokenizer puts before and after a text. */
export interface AddedTokens {
  readonly before?: readonly number[];
  readonly after?: readonly number[];
}

/** A tokenizer of words between blanks: each has 10 plus its length for an id, `</s>` has 1. */
export function wordTokenizer({ before = [], after = [] }: AddedTokens = {}): CorpusTokenizer {
  return {
    eos: { text: END, id: END_ID },
    encode(text, { addSpecialTokens }) {
      const ids = [...text.matchAll(/<\/s>|(?:(?!<\/s>)\S)+/g)].map(([word]) =>
        word === END ? END_ID : FIRST_ID + word.length,
      );
      return addSpecialTokens ? [...before, ...ids, ...after] : ids;
    },
  };
}
