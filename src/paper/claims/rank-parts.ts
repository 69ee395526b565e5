/** Claims about an order of means: who is first, second, last, above whom. Equal numbers are not an order. */
import type { Part } from './judge.js';
import { isSo } from './value-parts.js';

/** A name with its mean, in per cent. */
export interface Rated {
  readonly name: string;
  readonly value: number;
}

/** The names from the highest value to the lowest. */
export function ranking(rated: readonly Rated[]): Rated[] {
  return [...rated].sort((a, b) => b.value - a.value);
}

/** Value of a name, for example `GEO 52.82`. */
export function ratedText({ name, value }: Rated): string {
  return `${name} ${value.toFixed(2)}`;
}

/**
 * The rated entry of a name.
 * @throws RangeError where there is none.
 */
export function entryOf(rated: readonly Rated[], name: string): Rated {
  const entry = rated.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    throw new RangeError(
      `entryOf: ${name} must be among the rated names, got ${rated.map((candidate) => candidate.name).join(', ')}`,
    );
  }
  return entry;
}

/** Credit where one mean lies above another. */
export function isAbove(where: string, high: Rated, low: Rated): Part {
  return isSo(`${where}: ${ratedText(high)} against ${ratedText(low)}`, high.value > low.value);
}

/** Credit where a name comes before all others. */
export function isFirst(where: string, rated: readonly Rated[], name: string): Part {
  return isAtEnd(where, ranking(rated), name);
}

/** Credit where a name comes after all others. */
export function isLast(where: string, rated: readonly Rated[], name: string): Part {
  const part = isAtEnd(where, ranking(rated).reverse(), name);
  return { ...part, text: `${part.text} (from the lowest)` };
}

function isAtEnd(where: string, ordered: readonly Rated[], name: string): Part {
  const own = entryOf(ordered, name);
  const [first, second] = ordered;
  const text = [first, second].flatMap((entry) => (entry === undefined ? [] : [ratedText(entry)]));
  const so = first === own && own.value !== second?.value;
  const place = own === first || own === second ? '' : `, ${ratedText(own)}`;
  return isSo(`${where}: ${text.join(', then ')}${place}`, so);
}

/** Place of a name from the highest value, counted from 1; equal values share the better place. */
export function placeOf(rated: readonly Rated[], name: string): number {
  const own = entryOf(rated, name);
  return rated.filter(({ value }) => value > own.value).length + 1;
}

/** Credit where a name takes one of the first places. */
export function isWithin(where: string, rated: readonly Rated[], name: string, places: number): Part {
  const place = placeOf(rated, name);
  const own = ratedText(entryOf(rated, name));
  return isSo(`${where}: ${own} is number ${place} of ${rated.length}`, place <= places);
}

/** Credit where a name takes exactly one place. */
export function isAtPlace(where: string, rated: readonly Rated[], name: string, place: number): Part {
  const own = entryOf(rated, name);
  const found = placeOf(rated, name);
  const alone = rated.filter(({ value }) => value === own.value).length === 1;
  return isSo(`${where}: ${ratedText(own)} is number ${found} of ${rated.length}`, found === place && alone);
}

/**
 * Credit where more than half of the names lie above a reference: the meaning given to `most` and `generally`.
 */
export function mostAbove(where: string, rated: readonly Rated[], reference: Rated): Part {
  const above = rated.filter(({ value }) => value > reference.value);
  return isSo(
    `${where}: ${above.length} of ${rated.length} above ${ratedText(reference)}`,
    above.length > rated.length / 2,
  );
}

/** Credit where at least one name lies above a reference: the meaning given to `some`. */
export function someAbove(where: string, rated: readonly Rated[], reference: Rated): Part {
  const above = ranking(rated).filter(({ value }) => value > reference.value);
  const names = above.length === 0 ? 'none' : above.map(ratedText).join(', ');
  return isSo(`${where}: ${names} above ${ratedText(reference)}`, above.length > 0);
}
