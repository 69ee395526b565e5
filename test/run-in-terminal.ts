import { spawn, spawnSync } from 'node:child_process';

/** Runs a program in a terminal of its own, and ends as that does; what is typed goes there too. */
const PTY = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

/** What Ctrl-C types. */
const INTERRUPT = '\u0003';

/** Why tests with a terminal are skipped; `false` where they are not. */
export const noTerminal: string | false =
  spawnSync('python3', ['-c', 'import os, pty; os.waitstatus_to_exitcode']).status === 0
    ? false
    : 'Python ≥ 3.9 makes the terminal, and is not there';

/** What a program wrote on its terminal, and how it ended. */
export interface TerminalOutcome {
  readonly code: number | null;
  /** With the line ends of the program, not those of the terminal. */
  readonly shown: string;
}

/**
 * Runs a program whose input and output are a terminal.
 * @param until types Ctrl-C as soon as what is shown fulfils it (default: never).
 */
export function runInTerminal(
  command: readonly string[],
  { until, env = process.env }: { until?: (shown: string) => boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<TerminalOutcome> {
  const child = spawn('python3', ['-c', PTY, ...command], { env });
  const chunks: Buffer[] = [];
  const shown = (): string => Buffer.concat(chunks).toString().replaceAll('\r\n', '\n');
  let isInterrupted = false;
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (isInterrupted || until?.(shown()) !== true) return;
    isInterrupted = true;
    child.stdin.write(INTERRUPT);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, shown: shown() }));
  });
}
