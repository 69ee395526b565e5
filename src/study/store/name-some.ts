/** Faults that a message names: a few tell what was changed. */
const MOST_NAMED = 3;

/** Lists the first of many faults, and says how many more there are. */
export function nameSome(faults: readonly string[]): string {
  const rest = faults.length - MOST_NAMED;
  return [...faults.slice(0, MOST_NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
