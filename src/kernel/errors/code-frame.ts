import { DIM, PLAIN, RED } from './colours.js';

/** A location in a piece of code. */
export interface CodeLocation {
  /** What the reader knows the code by: `In[3]` for a cell, the path of a module. */
  readonly label: string;
  /** The whole code. */
  readonly source: string;
  /** Line, from 0. */
  readonly line: number;
  /** UTF-16 unit in the line, from 0. */
  readonly character: number;
}

/**
 * Finds where a call of a stack trace stands in the user's code.
 * @param line and column from 1, as V8 counts.
 * @returns `null` where the file is none of the user's, or the location none of their own words.
 */
export type FindLocation = (file: string, line: number, column: number) => CodeLocation | null;

/** Lines shown before the one in question. */
const BEFORE = 2;
/** Lines shown after it. */
const AFTER = 1;
/** Characters of a line that are shown: what stands beside JupyterLab's file browser without a break. */
const WIDEST = 90;
/** Of these, before a location far to the right. */
const BEFORE_PLACE = 25;

/**
 * A location as a few lines of the code with a caret under the column.
 * @param width characters that the carets underline (default: the one word, as far as it goes).
 */
export function codeFrame({ label, source, line, character }: CodeLocation, width?: number): string[] {
  const lines = source.split('\n');
  const from = Math.max(line - BEFORE, 0);
  const shown = lines.slice(from, line + AFTER + 1);
  const digits = String(from + shown.length).length;
  const rows = shown.flatMap((text, index) => {
    const number = String(from + index + 1).padStart(digits);
    if (from + index !== line) return [`${DIM}  ${number} │${PLAIN} ${text.slice(0, WIDEST)}`];
    // A long line is shown from a little before the location, as far as it fills the width.
    const isFar = character > WIDEST / 2;
    const start = isFar ? Math.max(Math.min(character - BEFORE_PLACE, text.length - WIDEST), 0) : 0;
    const part = text.slice(start, start + WIDEST);
    const word = /^[\w$]+/.exec(text.slice(character))?.[0].length ?? 1;
    const carets = Math.max(Math.min(width ?? word, part.length - (character - start)), 1);
    const indent = part.slice(0, character - start).replace(/[^\t]/g, ' ');
    return [
      `${RED}>${PLAIN} ${number} │ ${part}`,
      `  ${' '.repeat(digits)} │ ${indent}${RED}${'^'.repeat(carets)}${PLAIN}`,
    ];
  });
  return [`${DIM}${label}, line ${line + 1}, column ${character + 1}${PLAIN}`, ...rows];
}
