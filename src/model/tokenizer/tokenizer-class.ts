/** Which class of transformers reads a tokenizer: some make parts of it themselves, whatever `tokenizer.json` says. */
import type { TokenizerFiles } from './tokenizer-files.js';

/** The classes that differ from what `tokenizer.json` says; `generic` ones do not. */
export type TokenizerClass = 'gpt2' | 't5' | 'llama' | 'generic';

/** Names of the classes, of which older files have a second one that ends in `Fast`. */
const CLASSES: Readonly<Record<string, TokenizerClass>> = {
  GPT2Tokenizer: 'gpt2',
  T5Tokenizer: 't5',
  LlamaTokenizer: 'llama',
};
/** The class of a family of models where no file names one. */
const FAMILIES: Readonly<Record<string, TokenizerClass>> = { gpt2: 'gpt2', t5: 't5', mt5: 't5' };

/**
 * The class that transformers reads a tokenizer by: what `tokenizer_config.json` names, else `config.json`, else that of
 * the model's family. Llama's gives way to the file where that works on bytes.
 * Source: transformers 5.23, `AutoTokenizer.from_pretrained`.
 */
export function tokenizerClass({
  document,
  config,
  model,
}: Pick<TokenizerFiles, 'document' | 'config' | 'model'>): TokenizerClass {
  const named = config.tokenizer_class ?? model.tokenizer_class;
  if (named === undefined || named === null) return lookUp(FAMILIES, model.model_type);
  const found = lookUp(CLASSES, String(named).replace(/Fast$/, ''));
  const isOfBytes = JSON.stringify([document.pre_tokenizer, document.decoder]).includes('"ByteLevel"');
  return found === 'llama' && isOfBytes ? 'generic' : found;
}

function lookUp(table: Readonly<Record<string, TokenizerClass>>, name: unknown): TokenizerClass {
  return (Object.hasOwn(table, String(name)) ? table[String(name)] : undefined) ?? 'generic';
}
