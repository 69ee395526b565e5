import type { Coverage } from './catalogue.js';

/**
 * Counts languages that a coverage table lists under several codes as one.
 * @param aliases code in the table → code to count it under, for example `{ zhs: 'zh', zht: 'zh' }`.
 * @returns one entry for each remaining code, with all tasks and models of its old codes, in order of first appearance.
 * @throws RangeError where the table does not have an alias.
 */
export function mergeCodes(
  coverage: readonly Coverage[],
  aliases: Readonly<Record<string, string>>,
): Coverage[] {
  const renamed = new Map(Object.entries(aliases));
  for (const alias of renamed.keys()) {
    if (!coverage.some((language) => language.code === alias)) {
      throw new RangeError(`mergeCodes: every alias must be a code of the table, got ${alias}`);
    }
  }
  const merged = new Map<string, Coverage>();
  for (const { code: listed, tasks, models } of coverage) {
    const code = renamed.get(listed) ?? listed;
    const before = merged.get(code) ?? { code, tasks: [], models: [] };
    merged.set(code, { code, tasks: union(before.tasks, tasks), models: union(before.models, models) });
  }
  return [...merged.values()];
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
