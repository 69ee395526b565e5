/** Tokenizers from `tokenizer.json`, with the results of the Rust tokenizers. */
import { createPipeline } from './create-pipeline.js';
import { type SpecialTokens, specialTokens } from './special-tokens.js';
import { readTokenizerFiles } from './tokenizer-files.js';

/** Turns text into token ids and back. */
export interface Tokenizer extends SpecialTokens {
  /** Number of tokens, added ones included; the model's embedding may have more rows. */
  readonly vocabularySize: number;
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
 * Loads the tokenizer of a model folder: `tokenizer.json`, and the special tokens that `tokenizer_config.json` or
 * `special_tokens_map.json` name. Truncation and padding of the file are left out, as transformers does.
 * Lone surrogates, which no other program takes for text, count as U+FFFD.
 * @throws Error with the path where a file is missing, malformed, or asks for a part that is not supported.
 */
export function loadTokenizer(folder: string): Tokenizer {
  const files = readTokenizerFiles(folder);
  const pipeline = createPipeline(files);
  const vocabularySize = pipeline.get_vocab().size;
  return {
    ...specialTokens(files.config, (text) => pipeline.token_to_id(text), files.path),
    vocabularySize,
    encode: (text, { addSpecialTokens }) =>
      pipeline.encode(text.replace(LONE_SURROGATE, REPLACEMENT), { add_special_tokens: addSpecialTokens })
        .ids,
    decode(ids, { skipSpecialTokens = false } = {}) {
      for (const id of ids) {
        if (pipeline.id_to_token(id) === undefined) {
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
