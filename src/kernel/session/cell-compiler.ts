/** tslab's compiler with a memory: which cell compiled to what, so that a place in running code leads back to it. */
import { originalOffset } from './align-tokens.js';
import type { KernelWork } from './kernel-work.js';
import type { Converted, Converter, Converters, Diagnostic, Tslab } from './tslab-seam.js';

/** A place in a cell. */
export interface CellPlace {
  /** Number of the cell, as in `In[3]`. */
  readonly cell: number;
  /** The cell's whole text. */
  readonly source: string;
  /** Line, from 0. */
  readonly line: number;
  /** UTF-16 unit in the line, from 0. */
  readonly character: number;
}

/** Compiles cells and remembers them. */
export interface CellCompiler {
  readonly converters: Converters;
  /** Says which cell comes next. */
  begin(cell: number, source: string): void;
  /** What was wrong with the newest cell. */
  diagnostics(): readonly Diagnostic[];
  /**
   * Finds where a frame of a stack trace stands in a cell.
   * @param line and column from 1, as V8 counts.
   * @returns `null` where the file is not a cell.
   */
  find(file: string, line: number, column: number): CellPlace | null;
}

/** Name that V8 gives to the code of a cell. */
const FILE = /^lingtune-cell-(\d+)$/;

/** Stands before the code, as tslab puts words into the first line, which would shift columns. */
const HEAD = '\n';

/** Lines of the above. */
const HEAD_LINES = 1;

/** Makes the compiler; the one for Node is warmed up, which takes a second. @param work compiling belongs to it. */
export function cellCompiler(tslab: Tslab, work: KernelWork): CellCompiler {
  const cells = new Map<number, { source: string; output: string }>();
  let current = { cell: 0, source: '' };
  let wrong: readonly Diagnostic[] = [];
  const remember = (converted: Converted): Converted => {
    wrong = converted.diagnostics;
    const { output } = converted;
    if (output === undefined) return converted;
    cells.set(current.cell, { source: current.source, output });
    return { ...converted, output: `${HEAD}${output}\n//# sourceURL=lingtune-cell-${current.cell}\n` };
  };
  const wrap = (converter: Converter): Converter => ({
    ...converter,
    convert: (before, source) => remember(work.whole(() => converter.convert(before, source))),
    addModule: (name, source, meta) => {
      wrong = work.whole(() => converter.addModule(name, source, meta));
      return wrong;
    },
  });
  const node = wrap(tslab.createConverter({ isJS: false, isBrowser: false }));
  let browser: Converter | null = null;
  return {
    converters: {
      node,
      get browser() {
        browser ??= wrap(tslab.createConverter({ isJS: false, isBrowser: true }));
        return browser;
      },
      close() {
        node.close();
        browser?.close();
      },
    },
    begin(cell, source) {
      current = { cell, source };
      wrong = [];
    },
    diagnostics: () => wrong,
    find(file, line, column) {
      const cell = Number(FILE.exec(file)?.[1] ?? Number.NaN);
      const { source, output } = cells.get(cell) ?? {};
      if (source === undefined || output === undefined) return null;
      const offset = offsetOf(output, line - 1 - HEAD_LINES, column - 1);
      try {
        const original = originalOffset(tslab.compiler, source, output, offset);
        return original === null ? null : { cell, source, ...placeOf(source, original) };
      } catch {
        // An expression that is nested too deep to be walked through: its error is told without a place.
        return null;
      }
    },
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
