/** The files of a tokenizer as transformers saves it, checked. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../../util/check-form.js';
import { quoteText } from '../../util/printable.js';
import { readJsonFile } from '../../util/read-json-file.js';

/** A part of the pipeline with its settings. */
export type Component = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What `tokenizer.json` says, as far as it is looked at here; the tokenizers package reads the rest. */
export interface TokenizerDocument {
  readonly normalizer: Component | null;
  readonly pre_tokenizer: Component | null;
  readonly post_processor: Component | null;
  readonly decoder: Component | null;
  readonly model: { readonly type: 'BPE' | 'Unigram' } & Readonly<Record<string, unknown>>;
  readonly added_tokens: readonly ({ readonly id: number; readonly content: string } & Readonly<
    Record<string, unknown>
  >)[];
}

/** Both files of a tokenizer. */
export interface TokenizerFiles {
  /** Path of `tokenizer.json`, for messages. */
  readonly path: string;
  readonly document: TokenizerDocument;
  /** `tokenizer_config.json`, into which `special_tokens_map.json` is merged as transformers does it. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** The largest tokenizers in use have some 30 MB. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Above any vocabulary there is: ids are places in a list, which a wrong one must not make endless. */
const MAX_ID = 2 ** 22;

const Id = z.int().min(0).max(MAX_ID);
const Fields = z.record(z.string(), z.unknown());
const part = (...types: [string, ...string[]]) => z.looseObject({ type: z.enum(types) }).nullable();

const AddedToken = z.looseObject({
  id: Id,
  content: z.string().min(1),
  // The package does not look at what stands beside a token.
  single_word: z.literal(false).default(false),
  lstrip: z.boolean().default(false),
  rstrip: z.boolean().default(false),
  normalized: z.boolean().optional(),
  special: z.boolean().default(false),
});

const Bpe = z.looseObject({
  type: z.literal('BPE'),
  vocab: z.record(z.string(), Id),
  merges: z.union([z.array(z.string()), z.array(z.tuple([z.string(), z.string()]))]),
  unk_token: z.string().nullish(),
  byte_fallback: z.boolean().default(false),
  ignore_merges: z.boolean().default(false),
  fuse_unk: z.boolean().default(false),
  dropout: z.null().optional(),
  continuing_subword_prefix: z.literal(['', null]).optional(),
  end_of_word_suffix: z.literal(['', null]).optional(),
});

const Unigram = z
  .looseObject({
    type: z.literal('Unigram'),
    vocab: z
      .array(z.tuple([z.string(), z.number()]))
      .min(1)
      .max(MAX_ID),
    unk_id: Id,
    byte_fallback: z.literal(false).default(false),
  })
  .refine(({ unk_id, vocab }) => unk_id < vocab.length, {
    path: ['unk_id'],
    error: 'must be in the vocabulary',
  });

/** The kinds of parts whose results were held against the Rust tokenizers'. */
const Document = z.looseObject({
  normalizer: part('Precompiled', 'Replace', 'NFC', 'NFD', 'NFKC', 'NFKD', 'Sequence').default(null),
  pre_tokenizer: part('ByteLevel', 'Metaspace', 'Sequence', 'Split', 'WhitespaceSplit').default(null),
  post_processor: part('ByteLevel', 'TemplateProcessing', 'Sequence').default(null),
  decoder: part('ByteLevel', 'Metaspace', 'Sequence', 'Replace', 'Fuse', 'Strip').default(null),
  model: z.discriminatedUnion('type', [Bpe, Unigram]),
  added_tokens: z.array(AddedToken).default([]),
});

/**
 * Reads the files of a tokenizer.
 * @throws Error with the path where `tokenizer.json` is missing, or a file is malformed or asks for what is not
 * supported.
 */
export function readTokenizerFiles(folder: string): TokenizerFiles {
  const path = join(folder, 'tokenizer.json');
  if (!existsSync(path)) throw new Error(`${folder}: must hold tokenizer.json, got none${advice(folder)}`);
  const document = checkForm(Document, readJsonFile(path, { maxBytes: MAX_BYTES }), path);
  const config = readOptional(join(folder, 'tokenizer_config.json'));
  if (Object.hasOwn(config, 'added_tokens_decoder')) return { path, document, config };
  return { path, document, config: { ...config, ...readOptional(join(folder, 'special_tokens_map.json')) } };
}

function readOptional(path: string): Record<string, unknown> {
  return existsSync(path) ? checkForm(Fields, readJsonFile(path, { maxBytes: MAX_BYTES }), path) : {};
}

function advice(folder: string): string {
  const other = ['spiece.model', 'sentencepiece.bpe.model', 'vocab.json'].find((name) =>
    existsSync(join(folder, name)),
  );
  return other === undefined
    ? ''
    : ` but ${quoteText(other)}: AutoTokenizer.from_pretrained(folder).save_pretrained(folder) of transformers writes it`;
}
