/** The files of a tokenizer as transformers saves it, checked. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { quoteText } from '../../base/printable.js';

/** A part of the pipeline with its settings. */
export type Component = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What `tokenizer.json` says, as far as it is looked at here; the tokenizers package reads the rest. */
export interface TokenizerDocument {
  readonly normalizer: Component | null;
  readonly pre_tokenizer: Component | null;
  readonly post_processor: Component | null;
  readonly decoder: Component | null;
  readonly model: {
    readonly type: 'BPE' | 'Unigram';
    /** Tokens with their ids, or in the order of their ids with their scores. */
    readonly vocab: Readonly<Record<string, number>> | readonly (readonly [string, number])[];
  } & Readonly<Record<string, unknown>>;
  readonly added_tokens: readonly (AddedToken & { readonly id: number })[];
  readonly padding?: { readonly pad_token?: string | undefined } | null | undefined;
}

/** A token beside the vocabulary, and how it is cut out of a text. */
export interface AddedToken {
  readonly content: string;
  readonly single_word: false;
  /** Whether white space before and behind it is taken with it. */
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  /** Whether it is looked for in the normalised text. */
  readonly normalized: boolean;
  readonly special: boolean;
}

/** What `tokenizer_config.json` says, as far as it is looked at here. */
export type TokenizerConfig = Readonly<Record<string, unknown>> & {
  /** Added tokens by their ids. */
  readonly added_tokens_decoder?: Readonly<Record<string, AddedToken>> | undefined;
  readonly additional_special_tokens?: ExtraTokens;
  readonly extra_special_tokens?: ExtraTokens;
  /** How many marks T5 has for what was left out of a text. */
  readonly extra_ids?: number | undefined;
};

/** A token as its text, or as an object of its text and how it is cut out. */
export type WrittenToken = string | (Readonly<Record<string, unknown>> & { readonly content: string });
/** Tokens without names, or by their names. */
export type ExtraTokens = readonly WrittenToken[] | Readonly<Record<string, WrittenToken>> | null | undefined;

/** The files of a tokenizer. */
export interface TokenizerFiles {
  /** Path of `tokenizer.json`, for messages. */
  readonly path: string;
  readonly document: TokenizerDocument;
  /** `tokenizer_config.json`, into which `special_tokens_map.json` is merged as transformers does it. */
  readonly config: TokenizerConfig;
  /** `added_tokens.json`: texts and their ids. */
  readonly listed: Readonly<Record<string, number>>;
  /** What the model's `config.json` says of its family and its tokenizer. */
  readonly model: { readonly model_type?: unknown; readonly tokenizer_class?: unknown };
}

/** The names that special tokens have in every tokenizer, in the order in which new ones are added. */
export const TOKEN_NAMES = [
  'bos_token',
  'eos_token',
  'unk_token',
  'sep_token',
  'pad_token',
  'cls_token',
  'mask_token',
] as const;

/** The largest tokenizers in use have some 30 MB. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Above any vocabulary there is: ids are places in a list, which a wrong one must not make endless. */
const MAX_ID = 2 ** 22;

const Id = z.int().min(0).max(MAX_ID);
const Ids = z.record(z.string(), Id);
const Family = z.looseObject({ model_type: z.unknown().optional(), tokenizer_class: z.unknown().optional() });

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
  Strip: z.looseObject({ content: z.string().length(1), start: z.int().min(0), stop: z.int().min(0) }),
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

const Token = z.looseObject({
  content: z.string().min(1),
  // The package does not look at what stands beside a token.
  single_word: z.literal(false).default(false),
  lstrip: z.boolean().default(false),
  rstrip: z.boolean().default(false),
  normalized: z.boolean().optional(),
  special: z.boolean().default(false),
});
const whole = <Written extends z.output<typeof Token>>(
  token: Written,
): Written & { normalized: boolean } => ({
  ...token,
  normalized: token.normalized ?? !token.special,
});

const Written = z.union([z.string().min(1), z.looseObject({ content: z.string().min(1) })]);
const Extra: z.ZodType<ExtraTokens> = z.union([z.array(Written), z.record(z.string(), Written)]).nullish();
/** Whether tokens are put around a text is for `tokenizer.json` to say: `add_bos_token` does not count beside it. */
const Config: z.ZodType<TokenizerConfig> = z.looseObject({
  ...Object.fromEntries(TOKEN_NAMES.map((name) => [name, Written.nullish()])),
  added_tokens_decoder: z.record(z.string().regex(/^\d{1,7}$/), Token.transform(whole)).optional(),
  additional_special_tokens: Extra,
  extra_special_tokens: Extra,
  extra_ids: z
    .int()
    .min(0)
    .max(2 ** 16)
    .optional(),
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
const DECODERS = ['ByteFallback', 'ByteLevel', 'Fuse', 'Metaspace', 'Replace', 'Sequence', 'Strip'];

const Document = z.looseObject({
  normalizer: part(NORMALIZERS, 'normalizers').nullable().default(null),
  pre_tokenizer: part(PRE_TOKENIZERS, 'pretokenizers').nullable().default(null),
  post_processor: part(POST_PROCESSORS, 'processors').nullable().default(null),
  decoder: part(DECODERS, 'decoders').nullable().default(null),
  model: z.discriminatedUnion('type', [Bpe, Unigram]),
  added_tokens: z.array(Token.extend({ id: Id }).transform(whole)).default([]),
  padding: z.looseObject({ pad_token: z.string().optional() }).nullish(),
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
  return {
    path,
    document,
    config: readConfig(folder),
    listed: readOptional(join(folder, 'added_tokens.json'), Ids),
    model: readOptional(join(folder, 'config.json'), Family),
  };
}

/** The tokens that are named elsewhere count where the configuration does not list the added ones. */
function readConfig(folder: string): TokenizerConfig {
  const config = withExtraTokens(readOptional(join(folder, 'tokenizer_config.json'), Config));
  if (config.added_tokens_decoder !== undefined) return config;
  const named = readOptional(join(folder, 'special_tokens_map.json'), Config);
  const lists = [config.extra_special_tokens, named.extra_special_tokens].filter((list) =>
    Array.isArray(list),
  );
  return { ...config, ...named, ...(lists.length === 2 && { extra_special_tokens: lists.flat() }) };
}

/** Additional tokens are the older name of extra ones. */
function withExtraTokens(config: TokenizerConfig): TokenizerConfig {
  const { additional_special_tokens: additional, ...rest } = config;
  const { extra_special_tokens: extra } = rest;
  if (!Object.hasOwn(config, 'additional_special_tokens')) return config;
  return Object.keys(extra ?? {}).length > 0 ? config : { ...rest, extra_special_tokens: additional ?? null };
}

function readOptional<Form extends z.ZodType<object>>(path: string, form: Form): z.output<Form> {
  return checkForm(form, existsSync(path) ? readJsonFile(path, { maxBytes: MAX_BYTES }) : {}, path);
}

function advice(folder: string): string {
  const other = ['spiece.model', 'sentencepiece.bpe.model', 'vocab.json'].find((name) =>
    existsSync(join(folder, name)),
  );
  return other === undefined
    ? ''
    : ` but ${quoteText(other)}: AutoTokenizer.from_pretrained(folder).save_pretrained(folder) of transformers writes it`;
}
