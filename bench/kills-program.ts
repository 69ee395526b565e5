/**
 * Makes a small study or tuning in a process that `kills.ts` kills. Started with what it makes, the folder of its inputs
 * and the output, it says `ready` when TensorFlow is loaded, waits for a line, and goes on from wherever the output is.
 */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { runScript } from '../scripts/run-script.js';
import { startBackend } from '../src/backend/start-backend.js';
import { tuneModel } from '../src/study/model/tune-model.js';
import { replicate } from '../src/study/replicate.js';
import { smallStudyIn } from '../test/study/small-study.js';
import { configOf, type TuningInputs } from '../test/study/small-tuning.js';

/** What can be made: a study with adapters, one in which all weights are tuned, a tuning that is evaluated on the way. */
export const KINDS = ['study', 'whole-model study', 'tuning'] as const;
export type Kind = (typeof KINDS)[number];

/** Path of this file as a program. */
export const PROGRAM: string = fileURLToPath(import.meta.url);

const TRAINING = { steps: 60, batchSize: 2, accumulation: 1, learningRate: 0.01, maxLength: 64 };

async function makeKind(kind: string, folder: string, inputs: TuningInputs, output: string): Promise<void> {
  if (kind === 'tuning') {
    const changes = { training: TRAINING, checkpoint: { every: 2 }, evaluation: { every: 7, heldOut: 10 } };
    await tuneModel(configOf(inputs, changes), { output, resume: true });
    return;
  }
  const study = smallStudyIn(folder);
  const lora = kind === 'study' ? { r: 4 } : null;
  await replicate({ ...study, tuning: { ...study.tuning, lora, training: TRAINING } }, { output });
}

runScript(import.meta.url, async ([kind = '', folder = '', output = '']) => {
  await startBackend({ onNotice: () => undefined });
  process.stdout.write('ready');
  await once(process.stdin, 'data');
  process.stdin.destroy();
  await makeKind(kind, folder, { model: `${folder}/model`, pairs: `${folder}/pairs` }, output);
});
