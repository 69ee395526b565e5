/**
 * Tunes a model in a process that a test may kill. Started with the paths of `run.json` and of the run's folder, it
 * says `ready` when TensorFlow is loaded, waits for a line, goes on with the run, and writes a dot after every step.
 */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startBackend } from '../../src/backend/start-backend.js';
import { tuneModel } from '../../src/study/model/tune-model.js';
import { readRunConfig } from '../../src/tuning/config/read-run-config.js';

/** What is written when the process is ready, and after a step. */
export const READY = 'ready';
export const STEP = '.';

/** Path of this file as a program. */
export const PROGRAM: string = fileURLToPath(import.meta.url);

async function tuneOnDemand(config: string, output: string): Promise<void> {
  await startBackend({ onNotice: () => undefined });
  process.stdout.write(READY);
  await once(process.stdin, 'data');
  process.stdin.destroy();
  await tuneModel(readRunConfig(config), {
    output,
    resume: true,
    onLog: () => process.stdout.write(STEP),
  });
}

if (process.argv[1] === PROGRAM) {
  const [config = '', output = ''] = process.argv.slice(2);
  tuneOnDemand(config, output).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
