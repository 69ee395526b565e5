/** Where an error came from, as V8 tells it in text. */
import { fileURLToPath } from 'node:url';

/** One call of a stack trace. */
export interface StackFrame {
  /** Name of the function, empty where it has none. */
  readonly name: string;
  /** Path of the file, or the name of a piece of code. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

const FRAME =
  /^\s+at (?:(?:async )?(?<name>.*) \()?(?:async )?(?<file>[^()]+):(?<line>\d+):(?<column>\d+)\)?$/;

/** Root of our package. */
const PACKAGE = fileURLToPath(new URL('../../../..', import.meta.url));

/** Reads the calls out of an error's `stack`; lines of any other kind are left out. */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((text) => {
    const { name = '', file = '', line, column } = FRAME.exec(text)?.groups ?? {};
    if (line === undefined || column === undefined) return [];
    return [{ name, file: file.replace(/^file:\/\//, ''), line: Number(line), column: Number(column) }];
  });
}

/** Whether a file is our package's, tslab's or Node's own: nobody's mistake is to be found there. */
export function isKernelFile(file: string): boolean {
  if (/^(node:|evalmachine|<anonymous>|lingtune-cell-|wasm:|native)/.test(file)) return true;
  if (/[\\/]node_modules[\\/](@?tslab|lingtune)[\\/]/.test(file)) return true;
  return ['dist', 'src', 'bin'].some((folder) => file.startsWith(`${PACKAGE}${folder}/`));
}
