/** Passages of the Declaration: three pieces in a row, the same places in every language. */
import { cutText } from './cut-text.js';
import type { Article } from './declaration.js';

/** Three pieces in a row of an article. */
export interface Passage {
  /** `<article>.<place>`, the same in every language. */
  readonly id: string;
  readonly article: number;
  readonly pieces: readonly [string, string, string];
}

/**
 * The passages of articles.
 * @param counts into how many pieces each article is cut, by its number: reckoned from one language for all.
 */
export function passagesOf(articles: readonly Article[], counts: ReadonlyMap<number, number>): Passage[] {
  return articles.flatMap(({ number, text }) => {
    const pieces = cutText(text, counts.get(number) ?? 1);
    return pieces.slice(2).map(
      (third, place): Passage => ({
        id: `${number}.${place}`,
        article: number,
        pieces: [pieces[place] ?? '', pieces[place + 1] ?? '', third],
      }),
    );
  });
}

/** Letters of a piece of English. */
const PIECE = 36;

/** Into how many pieces each article is cut, at least three. @param articles of English. */
export function pieceCounts(articles: readonly Article[]): Map<number, number> {
  return new Map(articles.map(({ number, text }) => [number, Math.max(3, Math.round(text.length / PIECE))]));
}
