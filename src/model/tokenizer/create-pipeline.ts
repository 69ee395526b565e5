import { Tokenizer } from '@huggingface/tokenizers';
import { adaptPreTokenizer } from './adapt-pre-tokenizer.js';
import { precompiledCharsmap } from './precompiled-charsmap.js';
import type { TokenizerFiles } from './tokenizer-files.js';

/** What we use of the package's tokenizer; its own types do not load where modules are resolved as Node.js does. */
export interface Pipeline {
  readonly normalizer: Normalizer | null;
  encode(text: string, options: { add_special_tokens: boolean }): { ids: number[] };
  decode(
    ids: number[],
    options: { skip_special_tokens: boolean; clean_up_tokenization_spaces: boolean },
  ): string;
  token_to_id(token: string): number | undefined;
  id_to_token(id: number): string | undefined;
  get_vocab(): Map<string, number>;
}

/** A normaliser: one that has parts, one that has a map of characters, or another one. */
interface Normalizer {
  readonly normalizers?: readonly (Normalizer | null)[];
  readonly charsmap?: unknown;
  normalize(text: string): string;
}

/**
 * Makes the package's tokenizer out of checked files, with what is needed for the results of the Rust tokenizers.
 * @throws Error with the path where the package cannot make one, for example of a pattern that it does not know.
 */
export function createPipeline({ path, document, config }: TokenizerFiles): Pipeline {
  const pre_tokenizer = adaptPreTokenizer(document.pre_tokenizer, config.tokenizer_class);
  try {
    // The configuration is left out: the package would strip, lower and clean up by it, which Rust does not.
    const pipeline: Pipeline = new Tokenizer({ ...document, pre_tokenizer }, {});
    useCharsmaps(pipeline.normalizer, path);
    return pipeline;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path}: must be a tokenizer that can be run, got ${reason}`, { cause });
  }
}

/** The package guesses what SentencePiece's map of characters does; here the map itself is followed. */
function useCharsmaps(normalizer: Normalizer | null, path: string): void {
  for (const part of normalizer?.normalizers ?? []) useCharsmaps(part, path);
  if (normalizer?.charsmap !== undefined) {
    normalizer.normalize = precompiledCharsmap(String(normalizer.charsmap), path);
  }
}
