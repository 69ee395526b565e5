/** Encoding of texts that may be too long, as transformers cuts them. */
import { checkInteger } from '../../base/check-integer.js';

/** The tokenizer of a model, as far as encoding pairs needs it. */
export interface CorpusTokenizer {
  /** Token ids of a text, with the special tokens that the tokenizer adds by itself or without them. */
  encode(text: string, options: { readonly addSpecialTokens: boolean }): readonly number[];
  /** End-of-text token and its id, or `null` where the tokenizer has none. */
  readonly eos: { readonly text: string; readonly id: number } | null;
}

/** Token ids of a text that was cut where it was too long. */
export interface CutText {
  readonly ids: readonly number[];
  /** Tokens that the whole text has, special ones included. */
  readonly fullLength: number;
}

/**
 * Encodes a text as `tokenizer(text, truncation=True, max_length=maxLength)`: the end of what is too long is cut off,
 * but not the special tokens that the tokenizer puts before and after a text.
 * Source: transformers 5.23, `PreTrainedTokenizerFast` (side and strategy of cutting are its defaults).
 * @param maxLength most tokens, an integer of at least 1.
 * @returns at most `maxLength` ids.
 * @throws RangeError where `maxLength` is not such an integer, or leaves no room for a token beside the special ones.
 */
export function encodeWithin(text: string, tokenizer: CorpusTokenizer, maxLength: number): CutText {
  checkInteger('encodeWithin: maxLength', maxLength, 1, Number.MAX_SAFE_INTEGER);
  const whole = tokenizer.encode(text, { addSpecialTokens: true });
  const fullLength = whole.length;
  if (fullLength <= maxLength) return { ids: whole, fullLength };
  const bare = tokenizer.encode(text, { addSpecialTokens: false });
  const added = fullLength - bare.length;
  if (added >= maxLength) {
    throw new RangeError(
      `encodeWithin: maxLength must be above the ${added} special tokens that each text gets, got ${maxLength}`,
    );
  }
  const before = placeWithin(whole, bare);
  const cut = bare.slice(0, maxLength - added);
  return {
    ids: [...whole.slice(0, before), ...cut, ...whole.slice(before + bare.length)],
    fullLength,
  };
}

/** Place at which a list lies in another one: the special tokens before a text. */
function placeWithin(whole: readonly number[], part: readonly number[]): number {
  const last = whole.length - part.length;
  for (let start = 0; start < last; start++) {
    if (part.every((id, index) => whole[start + index] === id)) return start;
  }
  return last;
}
