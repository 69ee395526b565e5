/** How far a cut may move to fall between two words, as a share of a piece. */
const REACH = 0.4;

/**
 * Cuts a text into pieces of about equal length: between words where there is a space near, else between
 * characters, never before a combining mark.
 * @param count of pieces, at least 1.
 * @returns as many texts without spaces around them; some may be empty where the text has fewer characters.
 */
export function cutText(text: string, count: number): string[] {
  const letters = [...text];
  const size = letters.length / count;
  const cuts = Array.from({ length: count + 1 }, (_, place) => {
    if (place === 0) return 0;
    if (place === count) return letters.length;
    return nearestCut(letters, Math.round(place * size), Math.floor(size * REACH));
  });
  return cuts.slice(1).map((end, place) =>
    letters
      .slice(cuts[place] ?? 0, end)
      .join('')
      .trim(),
  );
}

function nearestCut(letters: readonly string[], wanted: number, reach: number): number {
  for (let distance = 0; distance <= reach; distance++) {
    if (letters[wanted + distance] === ' ') return wanted + distance;
    if (letters[wanted - distance] === ' ') return wanted - distance;
  }
  let cut = wanted;
  while (/^[\p{M}\u200c\u200d]/u.test(letters[cut] ?? '')) cut += 1;
  return cut;
}
