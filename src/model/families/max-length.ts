import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';

/** What lm-eval takes where nobody says a length: `DEFAULT_MAX_LENGTH` of its `models/utils.py`. */
const DEFAULT_MAX_LENGTH = 2048;

/** Larger ones stand for "no limit": transformers writes 10³⁰ for it. */
const UNLIMITED = 2 ** 31;

const Length = z.int().min(1).max(UNLIMITED).nullish();
const ConfigLengths = z.object({ n_positions: Length, max_position_embeddings: Length, n_ctx: Length });
const TokenizerLength = z.object({ model_max_length: z.number().min(1).nullish() });

/**
 * Most tokens that lm-eval lets a model read in one row: what its `config.json` says under one of three names, else
 * what its `tokenizer_config.json` says, else 2048. BLOOM's `seq_length` is not among the names.
 * @param config `config.json` and `tokenizer` `tokenizer_config.json`, or `null` where there is none.
 * @param place folder of both, for messages.
 * @throws Error with the place where a length is not a positive number.
 * Source: lm-eval 0.4.13, `resolve_max_length` in `models/utils.py`.
 */
export function resolveMaxLength(config: unknown, tokenizer: unknown, place: string): number {
  const lengths = checkForm(ConfigLengths, config, place);
  const stated = lengths.n_positions ?? lengths.max_position_embeddings ?? lengths.n_ctx;
  if (stated != null) return stated;
  const length = tokenizer === null ? null : checkForm(TokenizerLength, tokenizer, place).model_max_length;
  return length == null || length > UNLIMITED ? DEFAULT_MAX_LENGTH : Math.trunc(length);
}
