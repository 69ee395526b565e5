/** Steps on the small models of the fixtures, for tests. */
import assert from 'node:assert/strict';
import type { CausalExample, Seq2SeqExample } from '../../src/corpus/encoding/example.js';
import type { ModelConfig } from '../../src/model/families/families.js';
import { readModelConfig } from '../../src/model/families/read-model-config.js';
import { readWeights } from '../../src/model/load-model.js';
import { readAdapter } from '../../src/model/lora/read-adapter.js';
import type { Weights } from '../../src/model/weights.js';
import {
  createCausalStepper,
  createSeq2SeqStepper,
  type LearningStepper,
  type StepperOptions,
} from '../../src/tuning/learner/create-stepper.js';
import type { StepReport } from '../../src/tuning/loop/stepper.js';
import { readReference, referenceFile } from '../reference-file.js';

/** `reference/tuning/steps.json`. */
export interface Fixture {
  readonly clip: number;
  readonly weightDecay: number;
  readonly runs: readonly Run[];
}

/** The steps of one model. */
export interface Run {
  readonly model: 'bloom' | 'gpt2' | 'mt5';
  readonly learns: 'adapter' | 'all';
  readonly batches: readonly Batch[];
  readonly steps: readonly StepNumbers[];
  /** The same steps in double precision. */
  readonly exact: readonly StepNumbers[];
  /** Numbers of the gradient of the first micro-batch in double precision, float32 in base64; names as in `final`. */
  readonly gradients: Readonly<Record<string, string>>;
  /** Numbers of each tensor of the final adapter, or of some of the final weights, float32 in base64. */
  readonly final: Readonly<Record<string, string>>;
  /** Sum of the squares of each final weight, where all are learnt. */
  readonly squares?: Readonly<Record<string, number>>;
  /** How far others are from double precision. */
  readonly rounding: Readonly<Record<'gradient' | 'loss' | 'gradNorm', Rounding>>;
}

/** What a step reported. */
export interface StepNumbers {
  readonly loss: number;
  readonly gradNorm: number;
  readonly learningRate: number;
}

/** Relative distances from double precision. */
export interface Rounding {
  /** That of PyTorch in single precision. */
  readonly single: number;
  /** The largest after what is learnt was rounded once to single precision, of several times. */
  readonly rounded: number;
}

type Batch = CausalExample[][] | Seq2SeqExample[][];

/** A stepper of a fixture's model, which takes batches of its kind. */
export interface Tuning {
  readonly stepper: LearningStepper<CausalExample & Seq2SeqExample>;
  readonly weights: Weights;
}

/** Steps as PEFT and PyTorch make them. */
export const fixture: Fixture = readReference<Fixture>('tuning/steps.json');

/** The configuration with all shares that are dropped of one size. */
function withDropout(config: ModelConfig, rate: number): ModelConfig {
  const fields = Object.entries(config).map(([name, value]) => [name, /dropout/i.test(name) ? rate : value]);
  return Object.fromEntries(fields) as ModelConfig;
}

/**
 * A stepper of a run's model, at the run's start.
 * @param rate share dropped everywhere, of the adapter's input too (default: nothing is dropped).
 */
export async function startTuning(
  run: Pick<Run, 'model' | 'learns'>,
  options: StepperOptions,
  rate = 0,
): Promise<Tuning> {
  const folder = referenceFile(`models/${run.model}`);
  const config = withDropout(readModelConfig(folder), rate);
  const weights = await readWeights(folder, config);
  const { config: saved, tensors } = readAdapter(`${folder}/adapter`, config);
  const adapter = run.learns === 'adapter' ? { config: { ...saved, dropout: rate }, tensors } : null;
  const create = run.model === 'mt5' ? createSeq2SeqStepper : createCausalStepper;
  return { stepper: (await create({ config, weights }, adapter, options)) as Tuning['stepper'], weights };
}

/** The micro-batches of a step. */
export function batchOf(run: Run, step: number): (CausalExample & Seq2SeqExample)[][] {
  return (run.batches[step % run.batches.length] ?? []) as (CausalExample & Seq2SeqExample)[][];
}

/** What a step reports, of which some token was learnt. */
export function withLoss(report: StepReport): StepReport & { readonly loss: number } {
  const { loss } = report;
  assert.ok(loss !== null);
  return { ...report, loss };
}

/** Frees what a tuning holds. */
export function dispose({ stepper, weights }: Tuning): void {
  stepper.dispose();
  for (const weight of weights.values()) weight.dispose();
}

/** A run of the fixture by its model and what learns. */
export function findRun(model: string, learns: string): Run {
  const found = fixture.runs.find((run) => run.model === model && run.learns === learns);
  assert.ok(found !== undefined);
  return found;
}
