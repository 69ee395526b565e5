/** tslab's compiler with a memory: what compiled to what, so that a place in running code leads back to its source. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindLocation } from '../errors/code-frame.js';
import { type LeadBack, leadBack } from '../errors/lead-back.js';
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
  /**
   * Knows cells and the TypeScript modules that they import, by the file that V8 names, such as `lingtune-cell-3`, and as
   * stack traces show them (see `traceCells`), such as `In[3]`.
   */
  readonly find: FindLocation;
}

/** Stands before the code, as tslab puts words into the first line, which would shift columns. */
const HEAD = '\n';

/** What TypeScript puts before every module: tslab takes no notice, and it fails where a cell has overwritten the function. */
const MODULE_MARK = 'Object.defineProperty(exports, "__esModule", { value: true });';

/** Lines that `HEAD` adds before the code. */
const HEAD_LINES = 1;

/** Makes the compiler; the one for Node is warmed up, which takes a second. @param work compiling belongs to it. */
export function cellCompiler(tslab: Tslab, work: KernelWork): CellCompiler {
  const folder = process.cwd();
  /** By the file that V8 names. */
  const compiled = new Map<string, LeadBack>();
  /** By what the reader knows them by. */
  const sources = new Map<string, string>();
  /** Modules that are cells themselves, by the file that they stand for. */
  const modules = new Map<string, string>();
  let current = { cell: 0, source: '' };
  let wrong: readonly Diagnostic[] = [];
  const remember = (converted: Converted): Converted => {
    wrong = converted.diagnostics;
    const { output, sideOutputs = [] } = converted;
    for (const { path, data } of sideOutputs) {
      const names = ['.ts', '.tsx'].map((ending) => path.replace(/\.js$/, ending));
      const label = names.find((name) => modules.has(name) || existsSync(name));
      // A module in JavaScript is its own source.
      if (label === undefined) continue;
      const source = modules.get(label) ?? readFileSync(label, 'utf8');
      sources.set(label, source);
      compiled.set(path, leadBack(tslab.compiler, { label, source, output: data }));
    }
    if (output === undefined) return converted;
    const [file, label] = [`lingtune-cell-${current.cell}`, `In[${current.cell}]`];
    const { source } = current;
    sources.set(label, source);
    compiled.set(file, leadBack(tslab.compiler, { label, source, output, headLines: HEAD_LINES }));
    return {
      ...converted,
      output: `${HEAD}${output.replace(MODULE_MARK, '')}\n//# sourceURL=${file}\n`,
      hasToplevelAwait: converted.hasToplevelAwait || awaitsInLoop(tslab.compiler, source),
    };
  };
  const wrap = (converter: Converter): Converter => ({
    ...converter,
    convert: (before, source) => remember(work.whole(() => converter.convert(before, source))),
    addModule: (name, source, meta) => {
      modules.set(join(folder, `${name}.ts`), source);
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
      const back = compiled.get(file);
      if (back !== undefined) return back(line, column);
      const source = sources.get(file);
      return source === undefined ? null : { label: file, source, line: line - 1, character: column - 1 };
    },
  };
}
