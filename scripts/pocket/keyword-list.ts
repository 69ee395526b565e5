import type { Concept } from './concepts.js';
import { orderByHash } from './order-by-hash.js';

/** More would make long rows, and say little more. */
const MOST_KEYWORDS = 5;

/** Some of a concept's keywords as one text, in an order of their own, not the alphabet's. */
export function keywordList({ sign, keywords }: Concept): string {
  return orderByHash([...new Set(keywords)], sign)
    .slice(0, MOST_KEYWORDS)
    .join(', ');
}
