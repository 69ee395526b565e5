import { quoteText } from '../../base/printable.js';
import type { SpecialToken } from '../../records/scorer.js';

/** The special tokens that scoring and tuning need, `null` where the tokenizer has none. */
export interface SpecialTokens {
  readonly bos: SpecialToken | null;
  readonly eos: SpecialToken | null;
  readonly pad: SpecialToken | null;
}

/**
 * The special tokens among those that have a name.
 * @param named texts of tokens by the names that transformers has for them.
 * @param idOf id of a token's text, or `undefined` where it is not in the vocabulary.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place where a token is not in the vocabulary.
 */
export function specialTokens(
  named: ReadonlyMap<string, string>,
  idOf: (text: string) => number | undefined,
  place: string,
): SpecialTokens {
  const find = (name: string): SpecialToken | null => {
    const text = named.get(name);
    if (text === undefined) return null;
    const id = idOf(text);
    if (id === undefined) {
      throw new Error(`${place}: special tokens must be in the vocabulary, got ${quoteText(text)}`);
    }
    return { text, id };
  };
  return { bos: find('bos_token'), eos: find('eos_token'), pad: find('pad_token') };
}
