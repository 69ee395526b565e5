import type TypeScript from 'typescript';
import type { Compiler } from './beside-tslab.js';
import { neverOptimize } from './never-optimize.js';
import { shareTimer } from './share-timer.js';

/** What the compiler's types do not tell of. */
interface Untold {
  /** Gives a file's names their meaning. */
  bindSourceFile(file: TypeScript.SourceFile, options: TypeScript.CompilerOptions): void;
  /** Makes what checks the types of a program. */
  createTypeChecker(...given: never[]): TypeScript.TypeChecker;
}

/** A file with what its imports led to. */
type File = TypeScript.SourceFile & {
  readonly resolvedModules?: {
    forEach(take: (found: TypeScript.ResolvedModuleWithFailedLookupLocations) => void): void;
  };
};

/**
 * The compiler with a watch that does less for each version of a cell. TypeScript would note which file refers to which
 * and check types for that, twice a cell, to know what to write anew; tslab asks for none of it. Half of a cell's time.
 * Nor does it come to a stop for good: at a file that appears beside the notebook, or at a cell that breaks it down.
 */
export function quickCompiler(compiler: Compiler): Compiler {
  const {
    bindSourceFile,
    createProgram: makeProgram,
    createTypeChecker,
    createPrinter,
  } = compiler as Compiler & Untold;
  neverOptimize([makeProgram, createTypeChecker, createPrinter]);
  const makeBuilder: TypeScript.CreateProgram<TypeScript.BuilderProgram> = (...given) => {
    const builder = compiler.createAbstractBuilder(...given);
    const program = builder.getProgram();
    // tslab reads the names of a cell before it has asked for types.
    for (const name of program.getRootFileNames()) {
      const file = program.getSourceFile(name);
      if (file !== undefined) bindSourceFile(file, program.getCompilerOptions());
    }
    return { ...builder, getAllDependencies: (file) => sourcesBelow(program, file) };
  };
  const breakdowns: unknown[] = [];
  const createProgram: typeof makeBuilder = (...given) => {
    const [, , , before] = given;
    try {
      return makeBuilder(...given);
    } catch (error) {
      // The watch must not be left half-way: it would read this cell for ever. It keeps its program and ends its round.
      if (before === undefined) throw error;
      breakdowns.push(error);
      return before;
    }
  };
  const createWatchCompilerHost = (
    files: string[],
    options: TypeScript.CompilerOptions,
    system: TypeScript.System,
    _: unknown,
    ...reporters: [TypeScript.DiagnosticReporter?, TypeScript.WatchStatusReporter?]
  ) => {
    const { setTimeout, clearTimeout } = shareTimer(system);
    const round = (callback: () => void) => () => {
      callback();
      const [error] = breakdowns.splice(0);
      if (error !== undefined) throw error;
    };
    return {
      ...compiler.createWatchCompilerHost(files, options, system, createProgram, ...reporters),
      setTimeout: (callback: () => void, milliseconds: number) => setTimeout(round(callback), milliseconds),
      clearTimeout,
    };
  };
  return {
    ...compiler,
    createWatchCompilerHost: createWatchCompilerHost as Compiler['createWatchCompilerHost'],
  };
}

/** Names of the program files that a file needs, itself among them; declarations are left out, as tslab wants none. */
function sourcesBelow(program: TypeScript.Program, file: File): string[] {
  const found = new Set([file]);
  for (const { resolvedModules } of found) {
    resolvedModules?.forEach(({ resolvedModule }) => {
      const needed = program.getSourceFile(resolvedModule?.resolvedFileName ?? '');
      if (needed?.isDeclarationFile === false) found.add(needed);
    });
  }
  return [...found].map(({ fileName }) => fileName);
}
