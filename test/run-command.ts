import { type Mock, mock } from 'node:test';
import { main } from '../src/cli/main.js';

/** What a command printed, and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** Runs the command in this process and takes what it prints. */
export async function run(...words: string[]): Promise<Outcome> {
  const text = (method: Mock<(...parts: unknown[]) => unknown>): string =>
    method.mock.calls.map((call) => String(call.arguments[0])).join('\n');
  const log = mock.method(console, 'log', () => {});
  const error = mock.method(console, 'error', () => {});
  try {
    const code = await main(words);
    return { code, out: text(log), errors: text(error) };
  } finally {
    log.mock.restore();
    error.mock.restore();
  }
}
