import type { Notebook, NotebookOutput } from '../../src/jupyter/notebook.js';

/** Durations and paces such as `0.4 s`, `1,200 ms` or `71 a second`, which differ from run to run. */
const DURATION = /\b\d[\d.,]*\s?(?:ms|s|seconds|minutes|a second)\b/g;

/** Digits that two machines' arithmetic agrees on. */
const DIGITS = 12;

/** Which outputs to compare. */
export interface OutputDifferencesOptions {
  /** Whether still pictures count (default true): they do not where no program is there to draw them. */
  pictures?: boolean;
}

/**
 * Compares the outputs of two runs of a notebook: texts exactly but for durations, JSON to 12 digits, and
 * pictures by their size only, since fonts differ between machines.
 * @returns one line a difference; empty where the runs are equal.
 */
export function outputDifferences(
  saved: Notebook,
  fresh: Notebook,
  { pictures = true }: OutputDifferencesOptions = {},
): string[] {
  if (saved.cells.length !== fresh.cells.length) {
    return [`${saved.cells.length} cells are saved, ${fresh.cells.length} were run`];
  }
  return saved.cells.flatMap((cell, index) => {
    const before = cell.outputs.map((output) => comparable(output, pictures));
    const after = (fresh.cells[index]?.outputs ?? []).map((output) => comparable(output, pictures));
    if (before.length !== after.length) {
      return [`cell ${index + 1}: ${before.length} outputs are saved, ${after.length} came`];
    }
    // What is learnt hangs on the machine's arithmetic: only the kinds of outputs must come again.
    if (cell.tags.includes('nbval-ignore-output')) {
      const [left, right] = [before, after].map((outputs) =>
        outputs.map((kinds) => [...kinds.keys()].join(' and ')),
      );
      return String(left) === String(right) ? [] : [`cell ${index + 1}: ${left} were saved, ${right} came`];
    }
    return before.flatMap((entries, place) => entryDifferences(entries, after[place] ?? new Map(), index));
  });
}

function entryDifferences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  index: number,
): string[] {
  const kinds = [...new Set([...before.keys(), ...after.keys()])];
  return kinds.flatMap((kind) => {
    const [left, right] = [before.get(kind) ?? 'nothing', after.get(kind) ?? 'nothing'];
    return left === right ? [] : [`cell ${index + 1}, ${kind}: ${firstDifference(left, right)}`];
  });
}

/** An output as texts by kind, equal where the outputs count as equal. */
function comparable(output: NotebookOutput, pictures: boolean): Map<string, string> {
  if (output.output_type === 'error') return new Map([['error', `${output.ename}: ${output.evalue}`]]);
  if (output.output_type === 'stream') return new Map([[output.name, output.text.replace(DURATION, '…')]]);
  const kinds = Object.entries(output.data).filter(([mime]) => pictures || !mime.startsWith('image/'));
  return new Map(kinds.map(([mime, value]) => [mime, representation(mime, value)]));
}

function representation(mime: string, value: unknown): string {
  if (mime === 'image/png') return pngSize(String(value));
  if (mime === 'image/svg+xml') return /<svg[^>]*>/.exec(String(value))?.[0] ?? 'no svg';
  if (typeof value === 'string') return value.replace(DURATION, '…');
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'number' ? Number(part.toPrecision(DIGITS)) : part,
  );
}

/** Width and height from the header of a PNG file in base 64. */
function pngSize(base64: string): string {
  const header = Buffer.from(base64, 'base64');
  return header.length < 24 ? 'no png' : `${header.readUInt32BE(16)} × ${header.readUInt32BE(20)}`;
}

/** Both texts from shortly before the first character that differs. */
function firstDifference(left: string, right: string): string {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const part = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 20), at + 40));
  return `saved ${part(left)}, came ${part(right)}`;
}
