import type { SequenceGroup } from '../../records/sequences.js';
import { type PlannedRow, planRows } from './plan-row.js';

/** A text for the encoder, and the decoder's rows that look at it. */
export interface PlannedSource {
  readonly ids: readonly number[];
  readonly rows: readonly DecoderRow[];
}

/** A row of the decoder; the sequences of its targets are those of one group. */
export interface DecoderRow extends PlannedRow {
  /** Index of the group. */
  readonly group: number;
}

/**
 * Plans what an encoder-decoder model reads: each source once, however many groups have it, and in the decoder one row
 * for the continuations of a group that have the same source, side by side behind what they begin with alike.
 * A row begins with the decoder's start token and leaves out each continuation's last one.
 * @param decoderStartId token that the decoder's rows begin with.
 * @param longest most tokens of a decoder's row with branches, at least 1.
 * @returns the sources, in the order of their first appearance.
 * @throws RangeError where a sequence has an empty context or continuation.
 */
export function planSources(
  groups: readonly SequenceGroup[],
  decoderStartId: number,
  longest: number,
): PlannedSource[] {
  const planned = new Map<string, { ids: readonly number[]; rows: DecoderRow[] }>();
  for (const [group, { sequences }] of groups.entries()) {
    const indicesOf = new Map<string, number[]>();
    for (const [index, { context, continuation }] of sequences.entries()) {
      if (context.length === 0 || continuation.length === 0) {
        throw new RangeError(
          `planSources: sequence ${index} of group ${group} must have a context and a continuation of 1 token or more`,
        );
      }
      const key = context.join();
      indicesOf.set(key, [...(indicesOf.get(key) ?? []), index]);
      if (!planned.has(key)) planned.set(key, { ids: context, rows: [] });
    }
    for (const [key, indices] of indicesOf) {
      const decoded = indices.map((index) => ({
        context: [decoderStartId],
        continuation: sequences[index]?.continuation ?? [],
      }));
      const rows = planRows({ sequences: decoded }, longest).map((row) => ({
        ...row,
        group,
        targets: row.targets.map((target) => ({ ...target, sequence: indices[target.sequence] ?? -1 })),
      }));
      planned.get(key)?.rows.push(...rows);
    }
  }
  return [...planned.values()];
}
