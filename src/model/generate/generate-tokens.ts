import { setImmediate } from 'node:timers/promises';
import { checkInteger } from '../../base/check-integer.js';
import type { LongWork } from '../../records/long-work.js';
import { familyOf, type ModelConfig } from '../families/families.js';
import type { LanguageModel } from '../language-model.js';
import { type Sampling, tokenChooser } from './choose-token.js';
import type { Ending, GeneratedTokens } from './generated-tokens.js';
import { openContinuation } from './open-continuation.js';

/** How tokens are generated. */
export interface GenerateOptions extends LongWork {
  /** Most new tokens, at least 1 (default 256). */
  readonly maxTokens?: number | undefined;
  /** How tokens are drawn (default: `null`, the likeliest each time). */
  readonly sampling?: Sampling | null | undefined;
  /** Is told of each token as it comes (default: nobody is). */
  readonly onToken?: ((id: number) => void) | undefined;
}

/**
 * Goes on with a text token by token, until the model ends it by one of its configuration's end-of-text tokens.
 * Tokens are those of transformers' `generate` with the same prompt, where none are drawn. The defaults that a
 * `generation_config.json` may give, and transformers' own `top_k` of 50 in drawing, are left out.
 * @param prompt token ids with the special ones that belong to them: what causal models go on with, or the source of
 * encoder-decoder models.
 * @throws RangeError where the prompt has no token, one outside of the vocabulary, or more than the model has
 * positions, or an option is out of range; the signal's reason where it is aborted. Nothing stays in memory.
 */
export async function generateTokens(
  model: LanguageModel,
  prompt: readonly number[],
  { maxTokens = 256, sampling = null, onToken, signal, onProgress }: GenerateOptions = {},
): Promise<GeneratedTokens> {
  checkInteger('generateTokens: maxTokens', maxTokens, 1, Number.MAX_SAFE_INTEGER);
  const room = roomBehind(prompt, model.config);
  const choose = tokenChooser(sampling);
  const continuation = openContinuation(model, prompt);
  const ids: number[] = [];
  const ending = (id: number): Ending | null => {
    if (model.config.eosIds.includes(id)) return 'end-of-text';
    if (ids.length === maxTokens) return 'max-tokens';
    return ids.length === room ? 'positions' : null;
  };
  try {
    for (;;) {
      await setImmediate();
      signal?.throwIfAborted();
      const last = ids.at(-1);
      const id = choose(last === undefined ? continuation.begin() : continuation.read(last));
      ids.push(id);
      onToken?.(id);
      onProgress?.({ label: 'generate', done: ids.length, total: maxTokens, unit: 'tokens' });
      const reason = ending(id);
      if (reason !== null) return { ids, ending: reason };
    }
  } finally {
    continuation.dispose();
  }
}

/** How many tokens fit behind a prompt; the last one is only predicted, never read. */
function roomBehind(prompt: readonly number[], config: ModelConfig): number {
  const positions = familyOf(config).longestRow(config);
  if (prompt.length === 0 || prompt.length > positions) {
    const most = positions === Infinity ? 'at least one token' : `1..${positions} tokens`;
    throw new RangeError(`generateTokens: the prompt must have ${most}, got ${prompt.length}`);
  }
  for (const id of prompt)
    checkInteger('generateTokens: a token of the prompt', id, 0, config.vocabularySize - 1);
  return positions - prompt.length + 1;
}
