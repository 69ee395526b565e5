/** Letters that must be the same in a row: a sign of Han or Hangul says more than a letter. */
const LETTERS = { dense: 2, other: 4 } as const;
const DENSE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/**
 * Whether two texts have a piece of a word in common, whatever its capitals: two characters in a row of Chinese, Japanese or
 * Korean, four of other scripts (a word that is shorter must be there as a whole).
 */
export function sharesPiece(left: string, right: string): boolean {
  const other = piecesOf(right);
  return [...piecesOf(left)].some((piece) => other.has(piece));
}

function piecesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return new Set(words.flatMap(piecesOfWord));
}

function piecesOfWord(word: string): string[] {
  const letters = [...word];
  const size = DENSE.test(word) ? LETTERS.dense : LETTERS.other;
  // The marks keep a short word from being found within a longer one.
  if (letters.length < size) return [`<${word}>`];
  return letters.slice(size - 1).map((_, start) => letters.slice(start, start + size).join(''));
}
