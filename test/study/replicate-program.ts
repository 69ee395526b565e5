/**
 * Makes a small study in a process that ends itself by SIGKILL at a given moment: after a step of a tuning, or after so
 * many requests of an evaluation. Started with the folder of the inputs, the output, the name of a run and the moment.
 */
import { fileURLToPath } from 'node:url';
import { replicate } from '../../src/study/replicate.js';
import { smallStudyIn } from './small-study.js';

/** When to end: after that step, or that many requests. */
export type Moment = { readonly step: number } | { readonly requests: number };

/** Path of this file as a program. */
export const PROGRAM: string = fileURLToPath(import.meta.url);

async function replicateUntil(inputs: string, output: string, name: string, moment: Moment): Promise<void> {
  const end = (): void => void process.kill(process.pid, 'SIGKILL');
  await replicate(smallStudyIn(inputs), {
    output,
    onLog: ({ step }, run) => {
      if ('step' in moment && run.name === name && step === moment.step) end();
    },
    onProgress: ({ label, done }) => {
      if ('requests' in moment && label.endsWith(`${name}: evaluate`) && done >= moment.requests) end();
    },
  });
}

if (process.argv[1] === PROGRAM) {
  const [inputs = '', output = '', name = '', moment = ''] = process.argv.slice(2);
  replicateUntil(inputs, output, name, JSON.parse(moment)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
