import type { Compiler } from '../tslab/beside-tslab.js';
import { type OriginalOffset, originalOffsets } from './align-tokens.js';
import type { CodeLocation } from './code-frame.js';

/** A piece of TypeScript and what it was compiled to. */
export interface CompiledCode {
  /** What the reader knows it by, such as `In[3]`. */
  readonly label: string;
  readonly source: string;
  readonly output: string;
  /** Lines that stand before the output where it runs (default 0). */
  readonly headLines?: number;
}

/** Finds the location in the source of one in running code, which counts from 1; `null` where there is none. */
export type LeadBack = (line: number, column: number) => CodeLocation | null;

/** Leads from compiled code back to its source; the two are compared when somebody first asks. */
export function leadBack(
  compiler: Compiler,
  { label, source, output, headLines = 0 }: CompiledCode,
): LeadBack {
  let originalOffset: OriginalOffset | null = null;
  return (line, column) => {
    try {
      originalOffset ??= originalOffsets(compiler, source, output);
    } catch {
      // An expression that is nested too deep to be walked through: its error is told without a location.
      originalOffset = () => null;
    }
    const original = originalOffset(offsetOf(output, line - 1 - headLines, column - 1));
    return original === null ? null : { label, source, ...placeOf(source, original) };
  };
}

function offsetOf(text: string, line: number, character: number): number {
  const lines = text.split('\n').slice(0, line);
  return lines.reduce((sum, { length }) => sum + length + 1, 0) + character;
}

function placeOf(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
