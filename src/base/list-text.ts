/**
 * Words as a list: `a`, `a and b`, `a, b and c`; of none an empty text.
 * @param conjunction before the last one (default: `and`).
 */
export function listText(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
