/**
 * Whether somebody who wrote one word may have meant another: the two differ by one slip at most, a letter changed,
 * added, left out, or two neighbours swapped, whatever the case.
 */
export function isNearWord(written: string, meant: string): boolean {
  const [a, b] = [written.toLowerCase(), meant.toLowerCase()];
  const shortest = Math.min(a.length, b.length);
  let head = 0;
  while (head < shortest && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  // What is left between the equal beginnings and the equal ends.
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const isSwap = left.length === 2 && left === [...right].reverse().join('');
  return isSwap || Math.max(left.length, right.length) <= 1;
}
