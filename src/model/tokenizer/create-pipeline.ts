import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { errorMessage } from '../../base/caught-error.js';
import { checkBoundedPattern, type PatternBound } from '../../base/check-bounded-pattern.js';
import { checkForm } from '../../base/check-form.js';
import { quoteText } from '../../base/printable.js';
import { adaptPreTokenizer } from './adapt-pre-tokenizer.js';
import { type NumberedToken, namedTokens } from './added-tokens.js';
import { withClassParts } from './class-parts.js';
import { precompiledCharsmap } from './precompiled-charsmap.js';
import type { TokenizerClass } from './tokenizer-class.js';
import type { Component, TokenizerFiles } from './tokenizer-files.js';

/** What we use of the package's tokenizer; its own types do not load where modules are resolved as Node.js does. */
export interface Pipeline {
  readonly normalizer: Normalizer | null;
  readonly pre_tokenizer: unknown;
  readonly decoder: unknown;
  encode(text: string, options: { add_special_tokens: boolean }): { ids: number[] };
  decode(
    ids: number[],
    options: { skip_special_tokens: boolean; clean_up_tokenization_spaces: boolean },
  ): string;
  token_to_id(token: string): number | undefined;
  id_to_token(id: number): string | undefined;
}

/** A normaliser: one that has parts, one that has a map of characters, or another one. */
interface Normalizer {
  readonly normalizers?: readonly (Normalizer | null)[];
  readonly charsmap?: unknown;
  normalize(text: string): string;
}

/**
 * Makes the package's tokenizer out of checked files, with what is needed for the results of the Rust tokenizers.
 * @param kind class that transformers reads the files by.
 * @param added its added tokens, as `addedTokens` finds them.
 * @throws Error with the path where the package cannot make one, for example of a pattern that it does not know, or a
 * pattern could backtrack without end.
 */
export function createPipeline(
  kind: TokenizerClass,
  files: TokenizerFiles,
  added: readonly NumberedToken[],
): Pipeline {
  const pipeline = makePipeline(kind, files, added);
  checkPatterns([pipeline.normalizer, pipeline.pre_tokenizer, pipeline.decoder], files.path);
  return pipeline;
}

function makePipeline(
  kind: TokenizerClass,
  files: TokenizerFiles,
  added_tokens: readonly NumberedToken[],
): Pipeline {
  const { path } = files;
  const end = added_tokens.find(({ content }) => content === namedTokens(kind, files).get('eos_token'));
  const document = withClassParts(kind, files, end);
  const pre_tokenizer = adaptPreTokenizer(document.pre_tokenizer);
  try {
    // The configuration is left out: the package would strip, lower and clean up by it, which Rust does not.
    const pipeline: Pipeline = new Tokenizer({ ...document, added_tokens, pre_tokenizer }, {});
    useCharsmaps(pipeline.normalizer, path);
    checkTemplates(document.post_processor, pipeline);
    return pipeline;
  } catch (cause) {
    const reason = errorMessage(cause);
    throw new Error(`${path}: must be a tokenizer that can be run, got ${reason}`, { cause });
  }
}

/** A place of a long text may be tried in a few ways, each of which may reach to its end. */
const TEXT_BOUND: PatternBound = { length: 100_000, ways: 3_200_000 };

/** Checks the expressions that the package has made of a file's patterns. */
function checkPatterns(part: unknown, path: string): void {
  if (part instanceof RegExp) checkBoundedPattern(part, TEXT_BOUND, path);
  // Parts are functions with fields; what they hold of the file itself is under `config`.
  else if (part !== null && (typeof part === 'object' || typeof part === 'function')) {
    for (const [name, value] of Object.entries(part)) if (name !== 'config') checkPatterns(value, path);
  }
}

/** The package guesses what SentencePiece's map of characters does; here the map itself is followed. */
function useCharsmaps(normalizer: Normalizer | null, path: string): void {
  for (const part of normalizer?.normalizers ?? []) useCharsmaps(part, path);
  if (normalizer?.charsmap !== undefined) {
    normalizer.normalize = precompiledCharsmap(String(normalizer.charsmap), path);
  }
}

/** One item of a template, and the ids that the file says its token stands for. */
const Template = z.object({
  single: z.array(z.object({ SpecialToken: z.object({ id: z.string() }).optional() })),
  special_tokens: z.record(z.string(), z.object({ ids: z.array(z.number()) })).default({}),
});

/** The package looks for a template's tokens in the vocabulary, where the Rust tokenizers take the template's ids. */
function checkTemplates(part: Component | null, pipeline: Pipeline): void {
  if (Array.isArray(part?.processors)) for (const inner of part.processors) checkTemplates(inner, pipeline);
  if (part?.type !== 'TemplateProcessing') return;
  const { single, special_tokens } = checkForm(Template, part, 'a template whose fields are wrong');
  for (const { SpecialToken: token } of single) {
    if (token === undefined) continue;
    const [id, ...others] = special_tokens[token.id]?.ids ?? [];
    if (id === undefined || others.length > 0 || pipeline.token_to_id(token.id) !== id) {
      throw new Error(`a template whose ${quoteText(token.id)} is not one token of the vocabulary`);
    }
  }
}
