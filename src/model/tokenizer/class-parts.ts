import { quoteText } from '../../base/printable.js';
import type { NumberedToken } from './added-tokens.js';
import type { TokenizerClass } from './tokenizer-class.js';
import type { Component, TokenizerDocument, TokenizerFiles } from './tokenizer-files.js';

/** What transformers splits every T5's text with. */
const T5_PRE_TOKENIZER: Component = {
  type: 'Sequence',
  pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', prepend_scheme: 'always', split: true }],
};
/** The piece that T5 takes for what it does not know. */
const T5_UNKNOWN = 2;
const SIGN = '▁';

/**
 * A tokenizer's document with the parts that its class makes itself; of the file the vocabulary stays, its merges, and
 * for some the post-processor.
 * @param end the end-of-text token, where there is one.
 * @throws Error with the path where the file's model is not of the class's kind, or a T5 has no end token.
 * Source: transformers 5.23, the constructors in `tokenization_gpt2.py`, `tokenization_t5.py`, `tokenization_llama.py`.
 */
export function withClassParts(
  kind: TokenizerClass,
  { path, document, config }: TokenizerFiles,
  end: NumberedToken | undefined,
): TokenizerDocument {
  if (kind === 'generic') return document;
  const { model } = document;
  const wanted = kind === 't5' ? 'Unigram' : 'BPE';
  if (model.type !== wanted) {
    throw new Error(
      `${path}: the model must be ${wanted}, as its tokenizer class makes it, got ${quoteText(model.type)}`,
    );
  }
  switch (kind) {
    case 'gpt2':
      return { ...document, ...gpt2Parts(config), model: bareModel(model, {}) };
    case 't5':
      if (end === undefined) throw new Error(`${path}: a T5's tokenizer must have an end token, got none`);
      return {
        ...document,
        ...t5Parts(document, end),
        model: { ...model, unk_id: T5_UNKNOWN, byte_fallback: false },
      };
    case 'llama':
      return {
        ...document,
        ...llamaParts(config),
        model: bareModel(model, { fuse_unk: true, byte_fallback: true }),
      };
  }
}

type Config = TokenizerFiles['config'];
type Parts = Pick<TokenizerDocument, 'normalizer' | 'pre_tokenizer' | 'decoder'>;
type Model = TokenizerDocument['model'];

function gpt2Parts({ add_prefix_space = false }: Config): Parts {
  return {
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space, use_regex: true },
    decoder: { type: 'ByteLevel' },
  };
}

function t5Parts(
  { normalizer }: TokenizerDocument,
  { content, id }: NumberedToken,
): Parts & Pick<TokenizerDocument, 'post_processor'> {
  const text = { Sequence: { id: 'A', type_id: 0 } };
  const parts =
    normalizer?.type === 'Sequence' ? (normalizer.normalizers as readonly Component[]) : [normalizer];
  return {
    normalizer: parts.find((part) => part?.type === 'Precompiled') ?? null,
    pre_tokenizer: T5_PRE_TOKENIZER,
    decoder: { type: 'Metaspace', replacement: SIGN, prepend_scheme: 'always', split: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [text, { SpecialToken: { id: content, type_id: 0 } }],
      pair: [],
      special_tokens: { [content]: { id: content, ids: [id], tokens: [content] } },
    },
  };
}

function llamaParts({ add_prefix_space, legacy = false }: Config): Parts {
  const isPrefixed = (add_prefix_space ?? true) === true;
  const scheme = legacy === true ? 'always' : 'first';
  const replaced = { type: 'Replace', pattern: { String: SIGN }, content: ' ' };
  const stripped = isPrefixed ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : [];
  return {
    normalizer: null,
    pre_tokenizer: {
      type: 'Metaspace',
      replacement: SIGN,
      prepend_scheme: isPrefixed ? scheme : 'never',
      split: false,
    },
    decoder: {
      type: 'Sequence',
      decoders: [replaced, { type: 'ByteFallback' }, { type: 'Fuse' }, ...stripped],
    },
  };
}

/** Vocabulary and merges alone, with the settings of a class. */
function bareModel(model: Model, settings: Readonly<Record<string, unknown>>): Model {
  const plain = {
    unk_token: null,
    dropout: null,
    fuse_unk: false,
    byte_fallback: false,
    ignore_merges: false,
  };
  return { ...model, ...plain, ...settings };
}
