/** Malformed rows of a file, found one after the other and told of at once. */

/** How many of them are named. */
const MOST_NAMED = 5;

/** What is known of a file's malformed rows. */
export interface MalformedRows {
  /** Takes one more; `place` is the file's path, a comma, and its line or row. */
  readonly add: (error: Error, place: string) => void;
  readonly count: number;
  /** @throws Error where there are any: the first one's message, and where there are more, their count and places. */
  readonly throwIfAny: () => void;
}

/** Counts the malformed rows of a file; only the first few are remembered. */
export function malformedRows(path: string): MalformedRows {
  let first: Error | null = null;
  let count = 0;
  const named: string[] = [];
  return {
    add: (error, place) => {
      first ??= error;
      count += 1;
      if (named.length < MOST_NAMED) named.push(place.slice(`${path}, `.length));
    },
    get count() {
      return count;
    },
    throwIfAny: () => {
      if (first === null) return;
      if (count === 1) throw first;
      const rest = count > named.length ? ` and ${count - named.length} more` : '';
      throw new Error(`${first.message} (${count} rows are malformed: ${named.join(', ')}${rest})`, {
        cause: first,
      });
    },
  };
}
