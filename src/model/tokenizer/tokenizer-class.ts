/** Which class of transformers reads a tokenizer: some make parts of it themselves, whatever `tokenizer.json` says. */
import { familyOfType } from '../families/families.js';
import type { TokenizerFiles } from './tokenizer-files.js';

/** The classes that differ from what `tokenizer.json` says; `generic` ones do not. */
export type TokenizerClass = 'gpt2' | 't5' | 'llama' | 'generic';

/** Names of the classes, of which older files have a second one that ends in `Fast`. */
const CLASSES: Readonly<Record<string, TokenizerClass>> = {
  GPT2Tokenizer: 'gpt2',
  T5Tokenizer: 't5',
  LlamaTokenizer: 'llama',
};

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
  const name = named ?? familyOfType(model.model_type)?.tokenizerClass;
  const found = lookUp(String(name).replace(/Fast$/, ''));
  const isOfBytes = JSON.stringify([document.pre_tokenizer, document.decoder]).includes('"ByteLevel"');
  return found === 'llama' && isOfBytes ? 'generic' : found;
}

function lookUp(name: string): TokenizerClass {
  return (Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined) ?? 'generic';
}
