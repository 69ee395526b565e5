/** Tokenizers from `tokenizer.json`, with the results of the Rust tokenizers. */
import { addedTokens, namedTokens, vocabularyIds } from './added-tokens.js';
import { createPipeline } from './create-pipeline.js';
import { type SpecialTokens, specialTokens } from './special-tokens.js';
import { tokenizerClass } from './tokenizer-class.js';
import { readTokenizerFiles } from './tokenizer-files.js';

/** Turns text into token ids and back. */
export interface Tokenizer extends SpecialTokens {
  /** Number of tokens, added ones included; the model's embedding may have more rows, and ids may be higher. */
  readonly vocabularySize: number;
  /** Whether an id stands for a token. */
  hasToken(id: number): boolean;
  /** Token ids of a text, with the special tokens that the tokenizer adds by itself or without them. */
  encode(text: string, options: { readonly addSpecialTokens: boolean }): number[];
  /**
   * Text of token ids.
   * @throws RangeError where an id is not in the vocabulary.
   */
  decode(ids: readonly number[], options?: { readonly skipSpecialTokens?: boolean }): string;
}

const LONE_SURROGATE = /\p{Cs}/gu;
const REPLACEMENT = '\uFFFD';

/**
 * Loads the tokenizer of a model folder as transformers' `AutoTokenizer` does: `tokenizer.json`, and what
 * `tokenizer_config.json`, `special_tokens_map.json`, `added_tokens.json` and `config.json` say besides. Truncation and
 * padding of the file are left out, as there.
 * Lone surrogates, which no other program takes for text, count as U+FFFD.
 * @throws Error with the path where a file is missing, malformed, or asks for a part that is not supported.
 */
export function loadTokenizer(folder: string): Tokenizer {
  const files = readTokenizerFiles(folder);
  const kind = tokenizerClass(files);
  const added = addedTokens(kind, files);
  const pipeline = createPipeline(kind, files, added);
  const texts = vocabularyIds(files.document.model.vocab);
  const vocabularySize = texts.size + added.filter(({ content }) => !texts.has(content)).length;
  const hasToken = (id: number): boolean => pipeline.id_to_token(id) !== undefined;
  return {
    ...specialTokens(namedTokens(kind, files), (text) => pipeline.token_to_id(text), files.path),
    vocabularySize,
    hasToken,
    encode: (text, { addSpecialTokens }) =>
      pipeline.encode(text.replace(LONE_SURROGATE, REPLACEMENT), { add_special_tokens: addSpecialTokens })
        .ids,
    decode(ids, { skipSpecialTokens = false } = {}) {
      for (const id of ids) {
        if (!hasToken(id)) {
          throw new RangeError(`decode: token ids must be in the vocabulary of ${vocabularySize}, got ${id}`);
        }
      }
      if (ids.length === 0) return '';
      return pipeline.decode([...ids], {
        skip_special_tokens: skipSpecialTokens,
        clean_up_tokenization_spaces: false,
      });
    },
  };
}
