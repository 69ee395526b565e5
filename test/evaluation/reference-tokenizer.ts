import { Tokenizer } from '@huggingface/tokenizers';
import type { ScoringTokenizer, SpecialToken } from '../../src/evaluation/scorer.js';
import { readReference } from '../reference-file.js';

interface TokenizerConfig {
  readonly bos_token?: string;
  readonly eos_token?: string;
}

/** One of the small tokenizers in `test/reference/tokenizers`. */
export function referenceTokenizer(name: 'bloom' | 'gpt2' | 'mt5'): ScoringTokenizer {
  const config = readReference<TokenizerConfig>(`tokenizers/${name}/tokenizer_config.json`);
  const tokenizer = new Tokenizer(readReference<object>(`tokenizers/${name}/tokenizer.json`), config);
  const special = (text: string | undefined): SpecialToken | null => {
    const id = text === undefined ? undefined : tokenizer.token_to_id(text);
    return text === undefined || id === undefined ? null : { text, id };
  };
  return {
    encode: (text, { addSpecialTokens }) =>
      tokenizer.encode(text, { add_special_tokens: addSpecialTokens }).ids,
    bos: special(config.bos_token),
    eos: special(config.eos_token),
  };
}
