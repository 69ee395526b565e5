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
/** Whether tokens are put around a text is for `tokenizer.json` to say. */
const Config = z.looseObject({
  add_bos_token: z.literal(false).nullish(),
  add_eos_token: z.literal(false).nullish(),
});

/** What is looked for in a text. */
const Pattern = z.union([z.strictObject({ Regex: z.string() }), z.strictObject({ String: z.string() })]);
const Flag = z.boolean().optional();
const Scheme = z.enum(['always', 'first', 'never']).optional();

/** The settings of parts that have some, beside their type. */
const SETTINGS: Readonly<Record<string, z.ZodType>> = {
  ByteLevel: z.looseObject({ add_prefix_space: Flag, use_regex: Flag }),
  Metaspace: z.looseObject({
    replacement: z.string().length(1).optional(),
    prepend_scheme: Scheme,
    add_prefix_space: Flag,
    split: Flag,
  }),
  Precompiled: z.looseObject({ precompiled_charsmap: z.string() }),
  Replace: z.looseObject({ pattern: Pattern, content: z.string() }),
  Split: z.looseObject({ pattern: Pattern, behavior: z.enum(['Isolated', 'Removed']), invert: Flag }),
};

/** A part of one of these types, or a sequence of such parts, which are under `inner`. */
function part(types: readonly string[], inner: string): z.ZodType<Component> {
  const settings: Readonly<Record<string, z.ZodType>> = {
    ...SETTINGS,
    Sequence: z.looseObject({ [inner]: z.lazy(() => z.array(form)) }),
  };
  const form: z.ZodType<Component> = z
    .looseObject({ type: z.enum(types as [string, ...string[]]) })
    .superRefine((value, { addIssue }) => {
      const checked = settings[value.type]?.safeParse(value, { reportInput: true });
      for (const { path, message, input } of checked?.error?.issues ?? []) {
        addIssue({ code: 'custom', path, message, input });
      }
    });
  return form;
}

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

const Bpe = z
  .looseObject({
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
  })
  .refine(({ merges, vocab }) => merges.every((merge) => isMergeOf(merge, vocab)), {
    path: ['merges'],
    error: 'each merge must be of two tokens of the vocabulary into a third one',
  })
  .refine(({ unk_token, vocab }) => unk_token == null || Object.hasOwn(vocab, unk_token), {
    path: ['unk_token'],
    error: 'must be in the vocabulary',
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
const NORMALIZERS = ['NFC', 'NFD', 'NFKC', 'NFKD', 'Precompiled', 'Replace', 'Sequence'];
const PRE_TOKENIZERS = ['ByteLevel', 'Metaspace', 'Sequence', 'Split', 'WhitespaceSplit'];
const POST_PROCESSORS = ['ByteLevel', 'Sequence', 'TemplateProcessing'];
const DECODERS = ['ByteLevel', 'Metaspace', 'Sequence'];

const Document = z.looseObject({
  normalizer: part(NORMALIZERS, 'normalizers').nullable().default(null),
  pre_tokenizer: part(PRE_TOKENIZERS, 'pretokenizers').nullable().default(null),
  post_processor: part(POST_PROCESSORS, 'processors').nullable().default(null),
  decoder: part(DECODERS, 'decoders').nullable().default(null),
  model: z.discriminatedUnion('type', [Bpe, Unigram]),
  added_tokens: z.array(AddedToken).default([]),
});

function isMergeOf(merge: string | readonly string[], vocabulary: Readonly<Record<string, number>>): boolean {
  const tokens = typeof merge === 'string' ? merge.split(' ') : merge;
  return (
    tokens.length === 2 && [...tokens, tokens.join('')].every((token) => Object.hasOwn(vocabulary, token))
  );
}

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
  return existsSync(path) ? checkForm(Config, readJsonFile(path, { maxBytes: MAX_BYTES }), path) : {};
}

function advice(folder: string): string {
  const other = ['spiece.model', 'sentencepiece.bpe.model', 'vocab.json'].find((name) =>
    existsSync(join(folder, name)),
  );
  return other === undefined
    ? ''
    : ` but ${quoteText(other)}: AutoTokenizer.from_pretrained(folder).save_pretrained(folder) of transformers writes it`;
}
