import { spawn } from 'node:child_process';

/** What a program is run with. */
export interface RunProgramOptions {
  /** Ends the program (default: never). */
  readonly signal?: AbortSignal | undefined;
  /** Environment variables beside those of this process (default: none). */
  readonly env?: Readonly<Record<string, string>>;
  /** Is given what the program writes to its standard output, as it comes (default: nobody is). */
  readonly onOutput?: (text: string) => void;
}

/** Most of a program's output that is kept, in characters: enough for any compiler's first error. */
const KEPT = 1_000_000;

/**
 * Runs a program to its end, its output kept from the screen.
 * @returns what it wrote to its standard output.
 * @throws Error where it cannot be started or fails, with the first line that tells an error, else the last; an
 * `AbortError` where the signal ended it.
 */
export function runProgram(
  program: string,
  words: readonly string[],
  { signal, env = {}, onOutput }: RunProgramOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const child = spawn(program, words, { stdio: [...stdio], signal, env: { ...process.env, ...env } });
    const text = { out: '', errors: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text.out = (text.out + part).slice(0, KEPT);
      onOutput?.(part);
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      text.errors = (text.errors + part).slice(0, KEPT);
    });
    child.on('error', (error) => {
      reject(
        error.name === 'AbortError' ? error : new Error(`${program}: ${error.message}`, { cause: error }),
      );
    });
    child.on('close', (code, killed) => {
      if (code === 0) resolve(text.out);
      else reject(new Error(`${program}: ${tellingLine(text.errors) ?? `ended with ${killed ?? code}`}`));
    });
  });
}

function tellingLine(output: string): string | undefined {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /\berror\b/i.test(line)) ?? lines.findLast((line) => line !== '');
}
