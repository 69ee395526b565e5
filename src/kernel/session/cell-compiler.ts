/** tslab's compiler with a memory: which cell compiled to what, so that a place in running code leads back to it. */
import { type OriginalOffset, originalOffsets } from '../errors/align-tokens.js';
import type { FindInCell } from '../errors/code-frame.js';
import { awaitsInLoop } from '../tslab/awaits-in-loop.js';
import type { Converted, Converter, Converters, Diagnostic, Tslab } from '../tslab/tslab-seam.js';
import type { KernelWork } from './kernel-work.js';

/** Compiles cells and remembers them. */
export interface CellCompiler {
  readonly converters: Converters;
  /** Says which cell comes next. */
  begin(cell: number, source: string): void;
  /** What was wrong with the newest cell. */
  diagnostics(): readonly Diagnostic[];
  /** Knows files as V8 names a compiled cell, `lingtune-cell-3`, and as stack traces show it (see `traceCells`), `In[3]`. */
  readonly find: FindInCell;
}

/** A cell and what it was compiled to. */
interface KnownCell {
  readonly source: string;
  readonly output: string;
  /** Leads from the output to the source, once somebody has asked. */
  originalOffset: OriginalOffset | null;
}

/** Name that V8 gives to the code of a cell. */
const FILE = /^lingtune-cell-(\d+)$/;
/** Name that the reader knows it by. */
const LABEL = /^In\[(\d+)\]$/;

/** Stands before the code, as tslab puts words into the first line, which would shift columns. */
const HEAD = '\n';

/** Lines of the above. */
const HEAD_LINES = 1;

/** Makes the compiler; the one for Node is warmed up, which takes a second. @param work compiling belongs to it. */
export function cellCompiler(tslab: Tslab, work: KernelWork): CellCompiler {
  const cells = new Map<number, KnownCell>();
  let current = { cell: 0, source: '' };
  let wrong: readonly Diagnostic[] = [];
  const remember = (converted: Converted): Converted => {
    wrong = converted.diagnostics;
    const { output } = converted;
    if (output === undefined) return converted;
    cells.set(current.cell, { source: current.source, output, originalOffset: null });
    return {
      ...converted,
      output: `${HEAD}${output}\n//# sourceURL=lingtune-cell-${current.cell}\n`,
      hasToplevelAwait: converted.hasToplevelAwait || awaitsInLoop(tslab.compiler, current.source),
    };
  };
  const originalPlace = (known: KnownCell, line: number, column: number) => {
    const { source, output } = known;
    try {
      known.originalOffset ??= originalOffsets(tslab.compiler, source, output);
    } catch {
      // An expression that is nested too deep to be walked through: its error is told without a place.
      known.originalOffset = () => null;
    }
    const original = known.originalOffset(offsetOf(output, line - 1 - HEAD_LINES, column - 1));
    return original === null ? null : placeOf(source, original);
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
      const label = LABEL.exec(file);
      const cell = Number((label ?? FILE.exec(file))?.[1] ?? Number.NaN);
      const known = cells.get(cell);
      if (known === undefined) return null;
      const place =
        label === null ? originalPlace(known, line, column) : { line: line - 1, character: column - 1 };
      return place === null ? null : { cell, source: known.source, ...place };
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
