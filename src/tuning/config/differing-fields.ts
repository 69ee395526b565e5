import { exactJson } from '../../base/json-text.js';

/**
 * Names every field in which two configurations differ, with both values.
 * @param left value of JSON.
 * @param right another one.
 * @returns lines such as `training.seed (42 and 7)`, in the order of the fields; none where the two are equal.
 */
export function differingFields(left: unknown, right: unknown, path = ''): string[] {
  if (!isRecord(left) || !isRecord(right)) {
    const [a, b] = [exactJson(left), exactJson(right)];
    return a === b ? [] : [`${path} (${a} and ${b})`];
  }
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].flatMap((field) =>
    differingFields(left[field], right[field], path === '' ? field : `${path}.${field}`),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
