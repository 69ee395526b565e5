/** Where an error came from, as V8 tells it in text. */

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

/** Reads the calls out of an error's `stack`; lines of any other kind are left out. */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((text) => {
    const { name = '', file = '', line, column } = FRAME.exec(text)?.groups ?? {};
    if (line === undefined || column === undefined) return [];
    return [{ name, file: file.replace(/^file:\/\//, ''), line: Number(line), column: Number(column) }];
  });
}
