/** Requests as token ids, by the rules of lm-evaluation-harness. */

import { pythonRightStrip } from '../../base/python/python-text.js';
import type { PromptRequest, Variant } from '../../benchmarks/benchmark-task.js';
import type { Scorer, ScoringTokenizer } from '../../records/scorer.js';
import type { Sequence } from '../../records/sequences.js';

/** Context and continuation as token ids, before anything is cut to the model's length. */
interface EncodedPair {
  readonly context: readonly number[];
  readonly continuation: readonly number[];
}

/**
 * Encodes a request for a model.
 *
 * - Blanks at the end of the context are scored: they move to the beginning of the continuation.
 * - Causal models read context and continuation as one text; the continuation is what is left of that text's tokens
 *   after as many as the context alone has. Encoder-decoder models encode the two by themselves.
 * - An empty context is the beginning-of-text token, or the end-of-text token where there is none.
 * - What is too long loses its beginning.
 *
 * In the paper's variant an empty context is the end-of-text token always, no other text gets special tokens, and
 * encoder-decoder models cut context and continuation out of one text as well.
 * @returns token ids, at most `maxLength + 1` of them for causal models (the last one is not read, only scored), and
 * at most `maxLength` on each side for encoder-decoder models.
 * @throws RangeError where the continuation has no token or more than `maxLength`, the context is blank, or the
 * tokenizer has no token to stand for an empty context.
 * Source: `TemplateLM.loglikelihood`, `_encode_pair` and `HFLM._loglikelihood_tokens` of lm-evaluation-harness 0.4.13;
 * the paper's variant: the authors' fork of 0.4.0.
 */
export function encodeRequest(
  { context, continuation }: PromptRequest,
  { kind, tokenizer, maxLength }: Pick<Scorer, 'kind' | 'tokenizer' | 'maxLength'>,
  variant: Variant,
): Sequence {
  const encode = context === '' ? encodeAlone : encodeAfterContext;
  const pair = encode({ context, continuation }, { kind, tokenizer, variant });
  const { length } = pair.continuation;
  if (length === 0 || length > maxLength) {
    throw new RangeError(
      `encodeRequest: a continuation must have 1..${maxLength} tokens, got ${length} of ${JSON.stringify(continuation)}`,
    );
  }
  if (pair.context.length === 0) {
    throw new RangeError(
      `encodeRequest: a context must be empty or have a token, got none of ${JSON.stringify(context)}`,
    );
  }
  const room = kind === 'causal' ? maxLength + 1 - length : maxLength;
  return { context: pair.context.slice(-room), continuation: pair.continuation };
}

interface PairOptions extends Pick<Scorer, 'kind' | 'tokenizer'> {
  readonly variant: Variant;
}

/** A continuation after nothing. */
function encodeAlone(
  { continuation }: PromptRequest,
  { kind, tokenizer, variant }: PairOptions,
): EncodedPair {
  if (variant === 'paper') {
    // There, encoder-decoder tokenizers append their end-of-text token, which is scored.
    const tokens = tokenizer.encode(continuation, { addSpecialTokens: kind === 'seq2seq' });
    return { context: [prefixToken(tokenizer, variant).id], continuation: tokens };
  }
  const prefix = prefixToken(tokenizer, variant);
  const tokens = tokenizer.encode(continuation, { addSpecialTokens: false });
  // A text that brings its own beginning-of-text token gets no second one.
  return tokens[0] === prefix.id
    ? { context: tokens.slice(0, 1), continuation: tokens.slice(1) }
    : { context: [prefix.id], continuation: tokens };
}

/** A continuation after a context that is not empty. */
function encodeAfterContext(request: PromptRequest, { kind, tokenizer, variant }: PairOptions): EncodedPair {
  const context = pythonRightStrip(request.context);
  const continuation = request.context.slice(context.length) + request.continuation;
  const encode = (text: string): number[] =>
    tokenizer.encode(text, { addSpecialTokens: variant === 'current' && !startsWithPrefix(text, tokenizer) });
  const contextTokens = encode(context);
  return {
    context: contextTokens,
    continuation:
      kind === 'seq2seq' && variant === 'current'
        ? tokenizer.encode(continuation, { addSpecialTokens: false })
        : encode(context + continuation).slice(contextTokens.length),
  };
}

/** Whether a text brings the token that would be put before it. */
function startsWithPrefix(text: string, { bos, eos }: ScoringTokenizer): boolean {
  const prefix = bos ?? eos;
  return prefix !== null && text.startsWith(prefix.text);
}

function prefixToken({ bos, eos }: ScoringTokenizer, variant: Variant): { readonly id: number } {
  const token = variant === 'paper' ? eos : (bos ?? eos);
  if (token === null) {
    const wanted = variant === 'paper' ? 'an end-of-text token' : 'a beginning- or end-of-text token';
    throw new RangeError(
      `encodeRequest: the tokenizer must have ${wanted} to stand for an empty context, got none`,
    );
  }
  return token;
}
