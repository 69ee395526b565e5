import type { Selection } from './selection.js';

/** How a selection agrees with a printed row of languages. */
export interface PrintedComparison {
  /** The same languages (`letter`), the same but for equally good ones (`ties`), or others. */
  readonly agrees: 'letter' | 'ties' | 'no';
  /** Our language and the printed one in its place, which would have stood for its group as well. */
  readonly swapped: readonly { readonly ours: string; readonly printed: string }[];
  /** Languages of ours that are not printed, but for those swapped. */
  readonly onlyOurs: readonly string[];
  /** Printed languages that are not ours, but for those swapped. */
  readonly onlyPrinted: readonly string[];
}

/**
 * Compares a selection with printed languages, in any order; tied languages are interchangeable.
 * @throws RangeError where a language is printed twice.
 * Source: Table 1. In a cluster of two languages both are equally near to the centroid, so the print has whichever of
 * them the last bits of floating point preferred.
 */
export function compareWithPrinted(selection: Selection, printed: readonly string[]): PrintedComparison {
  const twice = printed.find((code, index) => printed.indexOf(code) < index);
  if (twice !== undefined) {
    throw new RangeError(`compareWithPrinted: printed must hold each language once, got ${twice} again`);
  }
  const ours = selection.languages.filter((code) => !printed.includes(code));
  const theirs = printed.filter((code) => !selection.languages.includes(code));
  // Groups share no languages, so no printed language can stand for two of ours.
  const swapped = ours.flatMap((code) => {
    const tied = selection.clusters.find(({ chosen }) => chosen === code)?.tied ?? [];
    const other = theirs.find((candidate) => tied.includes(candidate));
    return other === undefined ? [] : [{ ours: code, printed: other }];
  });
  const onlyOurs = ours.filter((code) => !swapped.some((pair) => pair.ours === code));
  const onlyPrinted = theirs.filter((code) => !swapped.some((pair) => pair.printed === code));
  const same = onlyOurs.length + onlyPrinted.length === 0;
  return { agrees: !same ? 'no' : swapped.length === 0 ? 'letter' : 'ties', swapped, onlyOurs, onlyPrinted };
}
