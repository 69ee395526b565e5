/** The command that sets up what models run on. */
import type { Command } from 'commander';
import { tensorflowStep } from '../backend/set-up-tensorflow.js';
import { withInterrupt } from '../base/signals/with-interrupt.js';
import { progressBar } from '../notebook/progress/progress-bar.js';
import { pythonOption } from './python-option.js';

/** Gives `setup` its options and its work. */
export function fillSetup(command: Command): void {
  command.addOption(pythonOption()).action(setUp);
}

async function setUp({ python }: { python: string }): Promise<void> {
  const { title, done, run } = tensorflowStep();
  if (done()) return console.log(`${title}: nothing to do`);
  console.log(title);
  const bar = progressBar();
  const notice = await withInterrupt(
    (signal) => run({ python, signal, onProgress: bar.report }),
    'what was downloaded whole is kept; the same command goes on from there',
  ).finally(bar.end);
  if (notice !== null) throw new Error(notice);
  console.log('done; `lingtune doctor` shows how fast it is');
}
