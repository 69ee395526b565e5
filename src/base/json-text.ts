/** JSON in which no number is lost: plain JSON has `null` for those that are not finite. */

/**
 * A value as JSON text, indented by two. Numbers that JSON does not have are written as the texts `"NaN"`, `"Infinity"`
 * and `"-Infinity"`: `JSON.stringify` writes `null`, which says that there is none.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(
    value,
    (_, part: unknown) => (typeof part === 'number' && !Number.isFinite(part) ? String(part) : part),
    2,
  );
}

/**
 * JSON text of a value in which no two numbers look alike: plain JSON has `null` for those that are not finite, as
 * `1e999` is read, and `0` for −0.
 */
export function exactJson(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'number') return inner;
    if (Object.is(inner, -0)) return { number: '-0' };
    return Number.isFinite(inner) ? inner : { number: String(inner) };
  });
}
