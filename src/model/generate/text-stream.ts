import type { Tokenizer } from '../tokenizer/load-tokenizer.js';

/** Text that grows by tokens. */
export interface TextStream {
  /** Takes a token in. @returns the text that is certain by now and was not yet given, maybe none. */
  add(id: number): string;
  /** @returns the rest of the text. */
  end(): string;
  /** The whole text so far. */
  readonly text: string;
}

/** What bytes become that are no character, or not yet: a character may take several tokens. */
const UNFINISHED = /\uFFFD+$/;

/**
 * Turns tokens into text as they come, without cutting a character: bytes at the end that are none wait for the next
 * token. Special tokens give no text, nor do ids that only fill up a model's vocabulary, as in transformers.
 */
export function textStream(tokenizer: Pick<Tokenizer, 'decode' | 'hasToken'>): TextStream {
  const ids: number[] = [];
  let text = '';
  let given = 0;
  const giveUpTo = (end: number): string => {
    const piece = text.slice(given, end);
    given = Math.max(given, end);
    return piece;
  };
  return {
    add(id) {
      if (!tokenizer.hasToken(id)) return '';
      ids.push(id);
      text = tokenizer.decode(ids, { skipSpecialTokens: true });
      return giveUpTo(text.replace(UNFINISHED, '').length);
    },
    end: () => giveUpTo(text.length),
    get text() {
      return text;
    },
  };
}
