/** Instruction pairs as token ids, as the authors' scripts encode them. */
import { quoteText } from '../../base/printable.js';
import type { Pair } from '../pairs/pair.js';
import { renderPrompt, type Template } from '../templates/template.js';
import { type CorpusTokenizer, encodeWithin } from './encode-within.js';
import { type CausalExample, packCausal, packSeq2Seq, type Seq2SeqExample } from './example.js';

/** How pairs are encoded. */
export interface EncodeOptions {
  readonly template: Template;
  readonly tokenizer: CorpusTokenizer;
  /** Most tokens of a pair, for causal models (default 768, the authors'). */
  readonly maxLength?: number | undefined;
  /** Most tokens of an instruction, for encoder-decoder models (default 256, the authors'). */
  readonly sourceLength?: number | undefined;
  /** Most tokens of a response, for encoder-decoder models (default 512, the authors'). */
  readonly targetLength?: number | undefined;
  /**
   * Whether a causal response that is cut ends with the end-of-text token all the same, in place of its last token
   * (default false, as the authors: a model that is taught to stop in the middle of a sentence will).
   */
  readonly restoreEos?: boolean | undefined;
}

/** A pair as token ids, and what its encoding did. */
export interface EncodedPair {
  readonly example: CausalExample | Seq2SeqExample;
  /** Tokens of prompt and response after cutting, special ones included. */
  readonly tokens: number;
  /** Tokens of them that are learnt: 0 where the prompt alone fills the row. */
  readonly learntTokens: number;
  /** Tokens of prompt and response before cutting. */
  readonly fullTokens: number;
  readonly isTruncated: boolean;
  /** Whether cutting took the end-of-text token and it was not put back. */
  readonly hasLostEos: boolean;
}

/**
 * Encodes a pair.
 *
 * - `causal`: prompt, output and end-of-text token are one text, cut to `maxLength`; nothing is learnt of as many
 *   tokens as the prompt has by itself.
 * - `seq2seq`: the prompt is cut to `sourceLength`, the output to `targetLength`, each with the tokenizer's own
 *   end-of-text token, which is never cut off.
 * Source: the authors' scripts, which follow Bactrian-X's. Deviation: labels are never longer than the ids where a
 * tokenizer joins the prompt's end and the output's beginning into one token.
 * @throws RangeError where a causal tokenizer has no end-of-text token, a length is out of `encodeWithin`'s range, or an
 * encoder would have nothing to read.
 */
export function encodePair(pair: Pair, options: EncodeOptions): EncodedPair {
  return options.template.kind === 'causal' ? encodeCausal(pair, options) : encodeSeq2Seq(pair, options);
}

function encodeCausal(
  pair: Pair,
  { template, tokenizer, maxLength = 768, restoreEos = false }: EncodeOptions,
): EncodedPair {
  const { eos } = tokenizer;
  if (eos === null) {
    throw new RangeError('encodePair: a causal tokenizer must have an end-of-text token, got none');
  }
  const prompt = renderPrompt(pair, template);
  const { ids, fullLength } = encodeWithin(prompt + pair.output + eos.text, tokenizer, maxLength);
  const promptLength = Math.min(encodeWithin(prompt, tokenizer, maxLength).ids.length, ids.length);
  const isTruncated = fullLength > maxLength;
  // Where the prompt fills the row there is no response that could end.
  const isRestored = isTruncated && restoreEos && promptLength < ids.length;
  return {
    example: packCausal(isRestored ? [...ids.slice(0, -1), eos.id] : ids, promptLength),
    tokens: ids.length,
    // Nothing comes before the first token that could predict it.
    learntTokens: ids.length - Math.max(promptLength, 1),
    fullTokens: fullLength,
    isTruncated,
    hasLostEos: isTruncated && !isRestored,
  };
}

function encodeSeq2Seq(
  pair: Pair,
  { template, tokenizer, sourceLength = 256, targetLength = 512 }: EncodeOptions,
): EncodedPair {
  const source = encodeWithin(renderPrompt(pair, template), tokenizer, sourceLength);
  if (source.ids.length === 0) {
    throw new RangeError(
      `encodePair: the prompt of a pair must have a token, got none of ${pair.id === null ? 'one without an id' : quoteText(pair.id)} in ${pair.language}`,
    );
  }
  const target = encodeWithin(pair.output, tokenizer, targetLength);
  return {
    example: packSeq2Seq(source.ids, target.ids),
    tokens: source.ids.length + target.ids.length,
    learntTokens: target.ids.length,
    fullTokens: source.fullLength + target.fullLength,
    isTruncated: source.fullLength > sourceLength || target.fullLength > targetLength,
    hasLostEos: false,
  };
}
