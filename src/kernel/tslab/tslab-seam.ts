/**
 * The seam to tslab: the few functions of its modules that we build on, in the one version whose insides we know.
 * tslab compiles cells, runs them, completes and explains; sockets, outputs, errors and interrupts are ours.
 */
import { createRequire } from 'node:module';
import vm, { type RunningCodeOptions } from 'node:vm';
import { type Compiler, requireOfTslab } from './beside-tslab.js';
import { quickCompiler } from './quick-compiler.js';

/** The version whose insides we know; package.json pins it. */
export const TSLAB_VERSION = '1.0.22';

/** The TypeScript that tslab brings along. */
const COMPILER = '@tslab/typescript-for-tslab';

/** A compile error; lines and characters count from 0. */
export interface Diagnostic {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly messageText: string;
  readonly code: number;
  /** The file, where it is not the cell itself. */
  readonly fileName?: string;
}

/** A compiled cell. */
export interface Converted {
  readonly output?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly hasToplevelAwait?: boolean;
  /** Modules that the cell imports and that were compiled for it: where they would stand as JavaScript, and that. */
  readonly sideOutputs?: readonly { readonly path: string; readonly data: string }[];
}

/** One thing that may stand at the cursor. */
export interface CompletionEntry {
  readonly name: string;
  readonly kind: string;
}

/** What may stand at the cursor, and which part of the cell it would replace. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
  readonly original?: { readonly entries: readonly CompletionEntry[] };
}

/** A piece of text as TypeScript gives it. */
interface Part {
  readonly text: string;
}

/** What TypeScript knows of a name. */
export interface QuickInfo {
  readonly displayParts?: readonly Part[];
  readonly documentation?: readonly Part[];
  readonly tags?: readonly { readonly name: string; readonly text?: readonly Part[] }[];
}

/** tslab's compiler. */
export interface Converter {
  convert(before: string, source: string): Converted;
  addModule(name: string, source: string, meta?: object): readonly Diagnostic[];
  inspect(before: string, source: string, position: number): QuickInfo | undefined;
  complete(before: string, source: string, position: number): Completion;
  close(): void;
}

/** The compilers for Node and for browsers. */
export interface Converters {
  readonly node: Converter;
  readonly browser: Converter;
  close(): void;
}

/** Runs cells. */
export interface Executor {
  /** Runs a cell; what it has to say goes to the console that the executor was made with. */
  execute(source: string): Promise<boolean>;
  inspect(source: string, position: number): QuickInfo | undefined;
  complete(source: string, position: number): Completion;
  /** Ends the waiting for a cell. */
  interrupt(): void;
  close(): void;
}

/** What an executor reports to: errors and values as they are. */
export interface ExecutorConsole {
  log(value: unknown): void;
  error(...values: unknown[]): void;
}

/** Runs the code of a cell. */
export type AroundCell = (run: () => unknown) => unknown;

/** Sends a display message of the running cell. */
export type DisplayWriter = (content: object, isUpdate: boolean) => void;

/** The part of tslab that we build on. */
export interface Tslab {
  createExecutor(folder: string, converters: Converters, console: ExecutorConsole): Executor;
  createConverter(options: { isJS: boolean; isBrowser: boolean }): Converter;
  isCompleteCode(source: string): { readonly completed: boolean; readonly indent?: string };
  /** tslab's own display functions send by the writer that stands here. */
  readonly jupyter: { lastWriteDisplayData: DisplayWriter | null };
  /** The TypeScript that compiles cells. */
  readonly compiler: Compiler;
}

/**
 * Loads tslab.
 * @param load gives a module by its name (default: as Node finds it from here).
 * @param aroundCell runs the code of a cell (default: it is run).
 * @throws Error where tslab is missing, of another version, or lacks what we build on.
 */
export function loadTslab(
  load: (name: string) => unknown = createRequire(import.meta.url),
  aroundCell: AroundCell = (run) => run(),
): Tslab {
  const version = (load('tslab/package.json') as { version: string }).version;
  if (version !== TSLAB_VERSION) {
    throw new Error(
      `loadTslab: tslab must be of version ${TSLAB_VERSION}, got ${version}; npm ci, or npm install lingtune, brings it`,
    );
  }
  const member = (name: string, key: string): unknown => {
    const value = (load(name) as Record<string, unknown>)[key];
    if (typeof value === 'function') return value;
    throw new Error(
      `loadTslab: ${name} must have ${key}, got ${typeof value}; its files are damaged: npm ci mends them`,
    );
  };
  const compiler = installQuickCompiler();
  const createExecutor = loadExecutor(() => member('tslab/dist/executor.js', 'createExecutor'), aroundCell);
  const jupyter = load('tslab/dist/jupyter.js') as Tslab['jupyter'];
  if (!('lastWriteDisplayData' in jupyter)) {
    throw new Error('loadTslab: tslab/dist/jupyter.js must have lastWriteDisplayData, got none');
  }
  return {
    createExecutor: createExecutor as Tslab['createExecutor'],
    createConverter: member('tslab/dist/converter.js', 'createConverter') as Tslab['createConverter'],
    isCompleteCode: member('tslab/dist/converter.js', 'isCompleteCode') as Tslab['isCompleteCode'],
    jupyter,
    compiler,
  };
}

/** Has tslab find the quicker compiler; must be called before its own files are loaded. */
function installQuickCompiler(): Compiler {
  const require = requireOfTslab();
  const compiler = quickCompiler(require(COMPILER) as Compiler);
  const loaded = require.cache[require.resolve(COMPILER)];
  if (loaded === undefined) throw new Error(`loadTslab: ${COMPILER} must be a loaded module, got none`);
  loaded.exports = compiler;
  return compiler;
}

/**
 * Loads the executor so that it runs cells in our way, and without a watch for SIGINT: Node would start a thread for each
 * cell and wait for its end, a tenth of a cell's time, and interrupts reach cells by another way.
 */
function loadExecutor<Loaded>(load: () => Loaded, aroundCell: AroundCell): Loaded {
  const { cache } = requireOfTslab();
  const runInThisContext = (code: string, options: RunningCodeOptions = {}): unknown =>
    aroundCell(() => vm.runInThisContext(code, { ...options, breakOnSigint: false }));
  // Node looks here before it gives its own module of that name.
  cache.vm = { exports: { ...vm, runInThisContext }, loaded: true } as NodeModule;
  try {
    return load();
  } finally {
    delete cache.vm;
  }
}
