/** How long one record of a file may be, in bytes or characters: rows of data and of results are some thousand. */
export const MAX_RECORD: number = 16 * 2 ** 20;

/** The error for a record that is longer; `place` is where it begins. */
export function recordTooLong(place: string): Error {
  return new Error(
    `${place}: one record may take 16 MiB, got more; a line or a quote that does not end makes one of the whole file`,
  );
}
