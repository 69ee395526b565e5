/** Tokens beside a tokenizer's vocabulary, out of all files that name some, with the ids that transformers gives them. */
import type { TokenizerClass } from './tokenizer-class.js';
import {
  type AddedToken,
  TOKEN_NAMES,
  type TokenizerConfig,
  type TokenizerDocument,
  type TokenizerFiles,
  type WrittenToken,
} from './tokenizer-files.js';

const GPT2_END = '<|endoftext|>';
/** What classes name where no configuration does, none included. */
const DEFAULTS: Readonly<Record<TokenizerClass, Readonly<Record<string, string | null>>>> = {
  gpt2: { bos_token: GPT2_END, eos_token: GPT2_END, unk_token: GPT2_END, pad_token: null },
  t5: { eos_token: '</s>', unk_token: '<unk>', pad_token: '<pad>' },
  llama: { bos_token: '<s>', eos_token: '</s>', unk_token: '<unk>' },
  generic: {},
};
/** T5's marks of what was left out of a text, where its files do not say how many there are. */
const SENTINELS = 100;

/** An added token with the id that it stands for. */
export type NumberedToken = AddedToken & { readonly id: number };

/** The texts of the special tokens that the files name, or their class does. */
export function namedTokens(kind: TokenizerClass, { document, config }: TokenizerFiles): Map<string, string> {
  const names = new Set<string>([
    ...TOKEN_NAMES,
    ...Object.keys(config).filter((key) => key.endsWith('_token')),
  ]);
  const said: Readonly<Record<string, unknown>> = {
    pad_token: document.padding?.pad_token,
    ...DEFAULTS[kind],
    ...config,
  };
  const named = new Map<string, string>();
  for (const name of names) {
    const token = said[name];
    if (isToken(token)) named.set(name, contentOf(token));
  }
  const { extra_special_tokens: extra } = config;
  if (extra !== null && typeof extra === 'object' && !Array.isArray(extra)) {
    for (const [name, token] of Object.entries(extra)) if (isToken(token)) named.set(name, contentOf(token));
  }
  return named;
}

/**
 * All added tokens. Ids count on from the vocabulary's size, whatever ids the files say.
 * Source: transformers 5.23, `PreTrainedTokenizerBase._from_pretrained` and `TokenizersBackend`; `AddedVocabulary` of
 * the Rust tokenizers.
 */
export function addedTokens(kind: TokenizerClass, files: TokenizerFiles): NumberedToken[] {
  const { document, config } = files;
  const named = namedTokens(kind, files);
  const own = kind === 'generic' ? document.added_tokens : [];
  const listed = [...listedTokens(files)].sort(([a], [b]) => a - b).map(([, token]) => token);
  const known = new Set([...own, ...listed].map(({ content }) => content));
  const said = TOKEN_NAMES.flatMap((name) => (isToken(config[name]) ? [asToken(config[name])] : []));
  const isNamed = new Set(named.values());
  const fresh = [...named.values()].map(
    (content) => said.find((token) => token.content === content) ?? asToken(content),
  );
  const unknown = [...fresh, ...extraTokens(kind, config)].filter(({ content }) => !known.has(content));
  const marked = [...listed, ...unknown].map((token) =>
    isNamed.has(token.content) ? { ...token, special: true } : token,
  );
  return number([...own, ...marked], document.model);
}

/** Tokens by the ids that files list them under. */
function listedTokens({ document, config, listed }: TokenizerFiles): Map<number, AddedToken> {
  if (config.added_tokens_decoder !== undefined) {
    return new Map(Object.entries(config.added_tokens_decoder).map(([id, token]) => [Number(id), token]));
  }
  const special = new Set([
    ...TOKEN_NAMES.flatMap((name) => (isToken(config[name]) ? [contentOf(config[name])] : [])),
    ...listOf(config.extra_special_tokens).map(({ content }) => content),
  ]);
  const older = Object.entries(listed).map(([content, id]): [number, AddedToken] => {
    const isSpecial = special.has(content);
    return [id, { ...asToken(content), special: isSpecial, normalized: !isSpecial }];
  });
  return new Map([
    ...older,
    ...document.added_tokens.map(({ id, ...token }): [number, AddedToken] => [id, token]),
  ]);
}

/** Tokens that have no name of their own. */
function extraTokens(kind: TokenizerClass, config: TokenizerConfig): AddedToken[] {
  if (config.extra_special_tokens !== undefined) return listOf(config.extra_special_tokens);
  const additional = listOf(config.additional_special_tokens);
  const hasSentinels = additional.some(({ content }) => content.includes('<extra_id_'));
  if (kind !== 't5' || hasSentinels) return additional;
  const count = config.extra_ids ?? SENTINELS;
  return [...additional, ...Array.from({ length: count }, (_, index) => asToken(`<extra_id_${index}>`))];
}

function listOf(tokens: TokenizerConfig['extra_special_tokens']): AddedToken[] {
  return Array.isArray(tokens) ? tokens.map(asToken) : [];
}

/** Gives each token the id of its text in the vocabulary or before, else the next one; the last of a text counts. */
function number(tokens: readonly AddedToken[], { vocab }: TokenizerDocument['model']): NumberedToken[] {
  const ids = vocabularyIds(vocab);
  const size = ids.size;
  const added = new Map<string, NumberedToken>();
  let next = size;
  for (const token of tokens) {
    const { content } = token;
    const id = added.get(content)?.id ?? ids.get(content) ?? next;
    added.set(content, { ...token, id });
    next = Math.max(next, id + 1);
  }
  return [...added.values()];
}

/** Ids by the texts of a vocabulary. */
export function vocabularyIds(vocab: TokenizerDocument['model']['vocab']): Map<string, number> {
  if (!Array.isArray(vocab)) return new Map(Object.entries(vocab));
  return new Map(vocab.map(([text], id) => [text, id]));
}

function isToken(value: unknown): value is WrittenToken {
  if (typeof value === 'string') return true;
  return (
    value !== null && typeof value === 'object' && 'content' in value && typeof value.content === 'string'
  );
}

function contentOf(token: WrittenToken): string {
  return typeof token === 'string' ? token : token.content;
}

function asToken(token: WrittenToken): AddedToken {
  const flag = (name: string, otherwise: boolean): boolean => {
    const value = typeof token === 'string' ? undefined : token[name];
    return typeof value === 'boolean' ? value : otherwise;
  };
  const special = flag('special', true);
  return {
    content: contentOf(token),
    single_word: false,
    lstrip: flag('lstrip', false),
    rstrip: flag('rstrip', false),
    special,
    normalized: flag('normalized', !special),
  };
}
