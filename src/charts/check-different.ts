/**
 * Refuses names of which two are the same: readers could not tell what they stand for apart.
 * @param what who asks and for what, for example `diversityBars: names`.
 * @throws RangeError where a name stands there twice.
 */
export function checkDifferent(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new RangeError(`${what} must be different, got ${twice} again`);
}
