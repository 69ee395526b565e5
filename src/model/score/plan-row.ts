import type { Sequence, SequenceGroup } from '../../records/sequences.js';

/** One token that is to be scored. */
export interface Target {
  /** Place in the row of the token before it, whose hidden state predicts it. */
  readonly place: number;
  readonly id: number;
  /** Index of its sequence in the group. */
  readonly sequence: number;
}

/**
 * One row for a model: a trunk that some sequences share, then what follows it in each of them, side by side.
 * A branch sees the trunk and itself, and its positions go on from the trunk's end.
 */
export interface PlannedRow {
  readonly ids: readonly number[];
  /** Tokens of the trunk. */
  readonly trunk: number;
  /** Place behind each branch's last token, in order. */
  readonly branchEnds: readonly number[];
  readonly targets: readonly Target[];
}

/**
 * Lays the sequences of a group side by side behind their common beginning, so that it is computed once.
 * Sequences whose row would be longer than `longest` get rows of their own.
 * @param longest most tokens of a row with branches, at least 1.
 * @throws RangeError where a sequence has an empty context or continuation.
 */
export function planRows({ sequences }: SequenceGroup, longest: number): PlannedRow[] {
  const texts = sequences.map(({ context, continuation }, index) => {
    if (context.length === 0 || continuation.length === 0) {
      throw new RangeError(
        `planRows: sequence ${index} must have a context and a continuation of 1 token or more`,
      );
    }
    return [...context, ...continuation];
  });
  const all = sequences.map((_, index) => index);
  const together = planRow(sequences, texts, all);
  if (together.ids.length <= longest) return [together];
  return all.map((index) => planRow(sequences, texts, [index]));
}

function planRow(
  sequences: readonly Sequence[],
  texts: readonly (readonly number[])[],
  chosen: readonly number[],
): PlannedRow {
  // The last token of a text is only predicted, never read.
  const read = chosen.map((index) => (texts[index] ?? []).slice(0, -1));
  const trunk = commonBeginning(read);
  const ids = (read[0] ?? []).slice(0, trunk);
  const branchEnds: number[] = [];
  const targets: Target[] = [];
  for (const [branch, index] of chosen.entries()) {
    const text = texts[index] ?? [];
    const shift = ids.length - trunk;
    ids.push(...(read[branch] ?? []).slice(trunk));
    branchEnds.push(ids.length);
    for (let place = sequences[index]?.context.length ?? 0; place < text.length; place += 1) {
      const before = place - 1;
      targets.push({
        place: before < trunk ? before : before + shift,
        id: text[place] ?? 0,
        sequence: index,
      });
    }
  }
  return { ids, trunk, branchEnds, targets };
}

/** Number of tokens with which all texts begin alike. */
function commonBeginning(texts: readonly (readonly number[])[]): number {
  const [first = [], ...others] = texts;
  const differs = first.findIndex((id, place) => others.some((text) => text[place] !== id));
  return differs === -1 ? first.length : differs;
}
