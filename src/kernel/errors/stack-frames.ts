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

/** A call as V8 tells it, such as `async run (file:///a/b.js:1:2)`. */
const CALL = /^(?:(?:async )?(?<name>.*) \()?(?:async )?(?:file:\/\/)?(?<location>[^()]+)\)?$/;
const LOCATION = /^(?<file>.+):(?<line>\d+):(?<column>\d+)$/;

/** Root of our package. */
const PACKAGE = fileURLToPath(new URL('../../../..', import.meta.url));

/** Name and location of a call; the location is that of a file, or words such as `<anonymous>`. */
export function callParts(call: string): { name: string; location: string } {
  const { name = '', location = '' } = CALL.exec(call)?.groups ?? {};
  return { name, location };
}

/** Reads a location such as `/a/b.js:1:2`. @returns `null` where it is no location in a file. */
export function fileLocation(location: string): Omit<StackFrame, 'name'> | null {
  const { file, line, column } = LOCATION.exec(location)?.groups ?? {};
  return file === undefined ? null : { file, line: Number(line), column: Number(column) };
}

/** Reads the calls out of an error's `stack`; lines of any other kind are left out. */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((text) => {
    const [start] = /^\s+at /.exec(text) ?? [];
    if (start === undefined) return [];
    const { name, location } = callParts(text.slice(start.length));
    const found = fileLocation(location);
    return found === null ? [] : [{ name, ...found }];
  });
}

/** Whether a file is our package's, tslab's or Node's own: nobody's mistake is to be found there. */
export function isKernelFile(file: string): boolean {
  if (/^(node:|evalmachine|<anonymous>|lingtune-cell-|wasm:|native)/.test(file)) return true;
  if (/[\\/]node_modules[\\/](@?tslab|lingtune)[\\/]/.test(file)) return true;
  return ['dist', 'src', 'bin'].some((folder) => file.startsWith(`${PACKAGE}${folder}/`));
}
