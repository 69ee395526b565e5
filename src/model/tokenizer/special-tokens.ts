import { z } from 'zod';
import { checkForm } from '../../util/check-form.js';
import { quoteText } from '../../util/printable.js';
import type { SpecialToken } from '../../util/scorer.js';

/** The special tokens that scoring and tuning need, `null` where the tokenizer has none. */
export interface SpecialTokens {
  readonly bos: SpecialToken | null;
  readonly eos: SpecialToken | null;
  readonly pad: SpecialToken | null;
}

/** A token is written as its text, or as an object of its text and how it is cut out. */
const Token = z
  .union([z.string(), z.looseObject({ content: z.string() }).transform(({ content }) => content)])
  .nullish()
  .transform((text) => text ?? null);
const Config = z.object({ bos_token: Token, eos_token: Token, pad_token: Token });

/** Whose tokens do not stand in the file where they are the usual ones. Source: transformers 5.23. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GPT2Tokenizer: { bos_token: '<|endoftext|>', eos_token: '<|endoftext|>' },
  T5Tokenizer: { eos_token: '</s>', pad_token: '<pad>' },
};

/**
 * The special tokens that `tokenizer_config.json` names.
 * @param idOf id of a token's text, or `undefined` where it is not in the vocabulary.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place where a token is not a text or not in the vocabulary.
 */
export function specialTokens(
  config: Readonly<Record<string, unknown>>,
  idOf: (text: string) => number | undefined,
  place: string,
): SpecialTokens {
  const family = String(config.tokenizer_class ?? '').replace(/^M(?=T5)|Fast$/g, '');
  const defaults = Object.hasOwn(DEFAULTS, family) ? DEFAULTS[family] : {};
  const { bos_token, eos_token, pad_token } = checkForm(Config, { ...defaults, ...config }, place);
  const find = (text: string | null): SpecialToken | null => {
    if (text === null) return null;
    const id = idOf(text);
    if (id === undefined) {
      throw new Error(`${place}: special tokens must be in the vocabulary, got ${quoteText(text)}`);
    }
    return { text, id };
  };
  return { bos: find(bos_token), eos: find(eos_token), pad: find(pad_token) };
}
