import { createHash } from 'node:crypto';

/**
 * The texts in an order that looks random and depends on nothing but them and the salt, so that what is added or
 * left out later moves no other.
 */
export function orderByHash(texts: readonly string[], salt: string): string[] {
  return texts
    .map((text) => ({ text, key: createHash('sha256').update(`${salt}\n${text}`).digest('hex') }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ text }) => text);
}
