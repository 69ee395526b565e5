import { inspect } from 'node:util';
import { wellFormed } from '../../base/well-formed.js';

/** Characters of a message that are shown. */
const LONGEST_MESSAGE = 20_000;

/** Name and message of what was thrown; getters that throw themselves count as empty. */
export function thrownWords(thrown: unknown): { name: string; message: string } {
  if (!isObject(thrown) || read(thrown, 'message') === undefined) {
    return { name: 'Thrown', message: cut(shown(thrown)) };
  }
  const name = read(thrown, 'name');
  const maker = read(thrown, 'constructor');
  const own = isObject(maker) ? read(maker, 'name') : undefined;
  const isPlain = typeof name !== 'string' || name === '' || name === 'Error';
  return {
    name:
      isPlain && typeof own === 'string' && own !== '' && own !== 'Object' ? own : String(name ?? 'Error'),
    message: cut(shownMessage(read(thrown, 'message'))),
  };
}

function shownMessage(message: unknown): string {
  return typeof message === 'string' ? message : shown(message);
}

function shown(value: unknown): string {
  try {
    return typeof value === 'string' ? value : inspect(value, { depth: 2 });
  } catch {
    return 'a value that cannot be shown';
  }
}

function cut(text: string): string {
  const clean = wellFormed(text);
  return clean.length <= LONGEST_MESSAGE ? clean : `${clean.slice(0, LONGEST_MESSAGE)} …`;
}

/** Whether a value may have properties to look at. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

/** A property, `undefined` where its getter throws. */
export function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}
