import type TypeScript from 'typescript';
import type { Compiler } from './align-tokens.js';

/** A function of the compiler that its types do not tell of: gives a file's names their meaning. */
type Bind = (file: TypeScript.SourceFile, options: TypeScript.CompilerOptions) => void;

/**
 * The compiler with a watch that does less for each version of a cell. TypeScript would note which file refers to which
 * and check types for that, twice a cell, to know what to write anew; tslab asks for none of it. Half of a cell's time.
 */
export function quickCompiler(compiler: Compiler): Compiler {
  const { bindSourceFile: bind } = compiler as Compiler & { readonly bindSourceFile: Bind };
  const createProgram: TypeScript.CreateProgram<TypeScript.BuilderProgram> = (...given) => {
    const builder = compiler.createAbstractBuilder(...given);
    const program = builder.getProgram();
    // tslab reads the names of a cell before it has asked for types.
    for (const name of program.getRootFileNames()) {
      const file = program.getSourceFile(name);
      if (file !== undefined) bind(file, program.getCompilerOptions());
    }
    return builder;
  };
  const createWatchCompilerHost = (
    files: string[],
    options: TypeScript.CompilerOptions,
    system: TypeScript.System,
    _: unknown,
    ...reporters: [TypeScript.DiagnosticReporter?, TypeScript.WatchStatusReporter?]
  ) => compiler.createWatchCompilerHost(files, options, system, createProgram, ...reporters);
  return {
    ...compiler,
    createWatchCompilerHost: createWatchCompilerHost as Compiler['createWatchCompilerHost'],
  };
}
