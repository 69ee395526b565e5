import { fileURLToPath } from 'node:url';
import { guardOutput } from '../src/base/outlet.js';

/**
 * Runs a script's main function where the script was started, not where it was imported.
 * What it throws is told in one line, with exit code 1.
 * @param url `import.meta.url` of the script.
 */
export function runScript(url: string, main: (words: string[]) => void | Promise<void>): void {
  if (process.argv[1] !== fileURLToPath(url)) return;
  guardOutput();
  const run = async (): Promise<void> => main(process.argv.slice(2));
  run().catch((cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exitCode = 1;
  });
}
