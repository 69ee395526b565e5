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
