import { runProgram } from './run-program.js';

/** Names under which a system's C++ compiler is found, the one that the system itself chose first. */
const COMPILERS = ['c++', 'g++', 'clang++'] as const;

/**
 * The C++ compiler to use: the one that is asked for, else the system's first.
 * @param asked path, or name on the search path (default: what `CXX` says).
 * @returns `null` where none is asked for and the system has none.
 * @throws Error where the one that is asked for does not run.
 */
export async function findCompiler(asked: string = process.env.CXX ?? ''): Promise<string | null> {
  if (asked !== '') {
    const problem = await problemOf(asked);
    if (problem === null) return asked;
    throw new Error(
      `findCompiler: the C++ compiler that is asked for (CXX) must run, got none named ${asked} ` +
        '(without CXX the system’s is taken, or one is downloaded)',
      { cause: problem },
    );
  }
  for (const name of COMPILERS) if ((await problemOf(name)) === null) return name;
  return null;
}

async function problemOf(program: string): Promise<unknown> {
  try {
    await runProgram(program, ['--version']);
    return null;
  } catch (error) {
    return error;
  }
}
