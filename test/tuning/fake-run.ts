/** A small run of the fake stepper, in this process or, started as a program, in one that a test may kill. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withInterrupt } from '../../src/base/signals/with-interrupt.js';
import type { CausalExample } from '../../src/corpus/encoding/example.js';
import { writeSafetensors } from '../../src/model/checkpoint/write-safetensors.js';
import { parseRunConfig } from '../../src/tuning/config/read-run-config.js';
import type { RunConfig } from '../../src/tuning/config/run-config.js';
import type { Stepper } from '../../src/tuning/loop/stepper.js';
import { type TuneInput, type TuneOptions, type TuneResult, tune } from '../../src/tuning/loop/tune.js';
import { createFakeStepper, type FakeStepperOptions, point } from './fake-stepper.js';

/** Parts of a configuration that a test changes. */
export interface FakeRunOptions extends FakeStepperOptions, Partial<Omit<TuneOptions, 'output'>> {
  readonly training?: Record<string, unknown>;
  readonly checkpoint?: Record<string, unknown>;
  readonly evaluation?: Record<string, unknown> | null;
  readonly examples?: readonly CausalExample[];
  readonly heldOut?: readonly CausalExample[];
  readonly stepper?: Stepper<CausalExample>;
}

/** Ten points near y = x. */
const EXAMPLES = Array.from({ length: 10 }, (_, x) => point(x, (x * 7 + 3) % 10 > 4 ? x : x / 2));

/** The configuration of a fake run: 30 steps of 2 × 2 points, 3 steps an epoch. */
export function fakeConfig({ training, checkpoint, evaluation = null }: FakeRunOptions = {}): RunConfig {
  return parseRunConfig({
    model: 'fake',
    data: { path: 'points', languages: ['et'] },
    training: {
      ...(training?.steps === undefined && { epochs: 10 }),
      batchSize: 2,
      accumulation: 2,
      learningRate: 0.1,
      ...training,
    },
    checkpoint: { every: 4, keep: 2, ...checkpoint },
    evaluation: evaluation === null ? null : { heldOut: 3, ...evaluation },
  });
}

/** What `tune` is given for a fake run. */
export function fakeInput(options: FakeRunOptions = {}): TuneInput<CausalExample> {
  const stepper = options.stepper ?? createFakeStepper(options);
  return {
    config: fakeConfig(options),
    stepper,
    examples: options.examples ?? EXAMPLES,
    heldOut: options.heldOut ?? [point(1, 2), point(4, 4), point(8, 7)],
    save: (folder, end) => {
      writeSafetensors(join(folder, 'adapter_model.safetensors'), stepper.state().tensors);
      writeFileSync(join(folder, 'README.md'), `step ${end.adapterStep}\n`);
    },
  };
}

/** Runs it. */
export function fakeRun(output: string, options: FakeRunOptions = {}): Promise<TuneResult> {
  return tune(fakeInput(options), { output, ...options });
}

/** What the program runs: long enough to be killed anywhere, saving at every third step. */
export const LONG_RUN: FakeRunOptions = {
  training: { steps: 150, batchSize: 2, accumulation: 2, learningRate: 0.1 },
  checkpoint: { every: 3 },
  evaluation: { every: 10 },
};

/** Path of this file as a program: its arguments are the folder of the run and the milliseconds of a step. */
export const PROGRAM: string = fileURLToPath(import.meta.url);

if (process.argv[1] === PROGRAM) {
  const [output = '', milliseconds = '0'] = process.argv.slice(2);
  const onLog = () => process.stdout.write('.');
  const options = { ...LONG_RUN, resume: true, onLog, milliseconds: Number(milliseconds) };
  withInterrupt((signal) => fakeRun(output, { ...options, signal }), 'resume it').catch(
    (error: Error & { exitCode?: number }) => {
      console.error(error.message);
      process.exitCode = error.exitCode ?? 1;
    },
  );
}
