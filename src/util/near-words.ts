/** More words than this are no help in a message. */
const MOST = 3;

/**
 * The words that somebody who wrote another one may have meant: those one slip away (a letter changed, added, left
 * out, or two swapped), whatever the case, in the order given.
 * @returns at most three of the words; empty where none is near.
 */
export function nearWords(written: string, words: readonly string[]): string[] {
  const key = written.toLowerCase();
  return words.filter((word) => isOneSlip(key, word.toLowerCase())).slice(0, MOST);
}

/** Whether two words are equal but for one slip, found where they first and last differ. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const shortest = Math.min(a.length, b.length);
  let head = 0;
  while (head < shortest && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const isSwap = left.length === 2 && left === [...right].reverse().join('');
  return Math.max(left.length, right.length) <= 1 || isSwap;
}
