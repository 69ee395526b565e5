/** Jupyter counts characters, JavaScript counts UTF-16 units. */

/** Index in UTF-16 units of the character with a given number. */
export function unitIndex(text: string, characters: number): number {
  return Array.from(text).slice(0, characters).join('').length;
}

/** Number of characters before an index in UTF-16 units. */
export function characterIndex(text: string, units: number): number {
  return Array.from(text.slice(0, units)).length;
}
