/** The harness's `model_args`, in the forms that its versions write. */
import type { EvaluatedModel } from './evaluation.js';

/**
 * Base model and adapter from `model_args`: `pretrained=…,peft=…` (up to lm-eval 0.4.8), a Python dictionary
 * `{'pretrained': '…'}` as later versions print it, or the object that they write to JSON.
 */
export function parseModelArgs(args: string | Readonly<Record<string, unknown>> | null): EvaluatedModel {
  const find = (key: string): string | null => {
    if (args === null) return null;
    if (typeof args === 'object') return toName(args[key]);
    return args.startsWith('{') ? findInDictionary(args, key) : findInList(args, key);
  };
  return { baseModel: find('pretrained'), adapter: find('peft') };
}

function findInList(args: string, key: string): string | null {
  const argument = args.split(',').find((part) => part.trimStart().startsWith(`${key}=`));
  return toName(argument?.slice(argument.indexOf('=') + 1));
}

function findInDictionary(args: string, key: string): string | null {
  const start = args.indexOf(`'${key}': `);
  if (start < 0) return null;
  // Python quotes with " where the text holds a '.
  const [, single, double] = /^(?:'([^']*)'|"([^"]*)")/.exec(args.slice(start + key.length + 4)) ?? [];
  return toName(single ?? double);
}

function toName(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value !== 'None' ? value : null;
}
