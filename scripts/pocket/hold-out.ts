/** What is never learnt: concepts and articles that the benchmarks ask for. */
import { type Concept, isSame } from './concepts.js';
import { ARTICLES } from './declaration.js';
import { orderByHash } from './order-by-hash.js';

/** Of the concepts 3 in 10, of the articles every second one. */
const CONCEPT_SHARE = 0.3;
const HELD_OUT_ARTICLES = 15;

/** What is held out in every language. */
export interface HeldOut {
  readonly signs: ReadonlySet<string>;
  readonly articles: ReadonlySet<number>;
}

/**
 * Draws what is held out.
 * @param signs of all languages; each once.
 * @param kept signs that must not be held out.
 */
export function holdOut(signs: readonly string[], kept: readonly string[]): HeldOut {
  const ordered = orderByHash(signs, 'held-out concepts').filter((sign) => !kept.includes(sign));
  const numbers = Array.from({ length: ARTICLES }, (_, place) => String(place + 1));
  return {
    signs: new Set(ordered.slice(0, Math.round(signs.length * CONCEPT_SHARE))),
    articles: new Set(orderByHash(numbers, 'held-out articles').slice(0, HELD_OUT_ARTICLES).map(Number)),
  };
}

/** The concepts of one language, apart. */
export interface DividedConcepts {
  readonly learnt: ReadonlyMap<string, Concept>;
  readonly heldOut: ReadonlyMap<string, Concept>;
}

/**
 * Divides a language's concepts. Of those held out one is left out whose name a learnt concept has too; a learnt one's
 * keyword is left out that is the name of one held out.
 */
export function divideConcepts(
  concepts: ReadonlyMap<string, Concept>,
  { signs }: Pick<HeldOut, 'signs'>,
): DividedConcepts {
  const all = [...concepts.values()];
  const lower = (name: string): string => name.toLowerCase();
  const learntNames = new Set(all.filter(({ sign }) => !signs.has(sign)).map(({ name }) => lower(name)));
  const heldOut = all.filter(({ sign, name }) => signs.has(sign) && !learntNames.has(lower(name)));
  const names = new Set(heldOut.map(({ name }) => lower(name)));
  const learnt = all
    .filter(({ sign }) => !signs.has(sign))
    .map((concept) => ({ ...concept, keywords: concept.keywords.filter((word) => !names.has(lower(word))) }))
    .filter(({ keywords }) => keywords.length > 0);
  const bySign = (list: readonly Concept[]): Map<string, Concept> =>
    new Map(list.map((concept) => [concept.sign, concept]));
  return { learnt: bySign(learnt), heldOut: bySign(heldOut.filter(isFirstOfName)) };
}

/** Two signs of one name would be one document with two places. */
function isFirstOfName({ name }: Concept, place: number, all: readonly Concept[]): boolean {
  return all.findIndex((other) => isSame(other.name, name)) === place;
}
