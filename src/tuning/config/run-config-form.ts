/** The form of `run.json` as zod checks it and JSON Schema describes it. */
import { z } from 'zod';
import type { RunConfig } from './run-config.js';

/** Above any sensible run, low enough that a wrong number cannot ask for unbounded memory. */
const LIMITS = { rank: 2 ** 16, batch: 2 ** 16, tokens: 2 ** 20, seed: 2 ** 31 - 1 } as const;

const Name = z.string().min(1);
const Count = z.int().min(1);

const Data = z
  .strictObject({
    path: Name.nullable()
      .default(null)
      .describe('Folder with a file <language>.jsonl, .json or .parquet a language.'),
    name: Name.nullable()
      .default(null)
      .describe('Data set on the hub; MBZUAI/Bactrian-X where neither path nor name is given.'),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/, 'must be a code of two or three small letters'))
      .min(1)
      .describe('Codes of the languages, in the order in which they are read.'),
    budget: Count.nullable()
      .default(null)
      .describe('Pairs in all: each language has the same share, of the same pairs. null: all there are.'),
    variant: z
      .enum(['current', 'paper'])
      .default('current')
      .describe('How pairs are drawn: by the rule of this package, or exactly as the authors did.'),
    withoutResponse: z
      .enum(['keep', 'drop'])
      .default('keep')
      .describe(
        'Pairs of which no token is learnt, for example since the prompt fills maxLength: they stay in their batches and add nothing, as in PEFT, or are left out.',
      ),
  })
  .refine(({ path, name }) => path === null || name === null, {
    path: ['name'],
    error: 'must be left out where path is given',
  })
  .refine(({ languages }) => new Set(languages).size === languages.length, {
    path: ['languages'],
    error: 'must differ from one another',
  })
  .transform((data) => ({
    ...data,
    name: data.name ?? (data.path === null ? 'MBZUAI/Bactrian-X' : null),
  }));

const Template = z.strictObject({
  kind: z
    .enum(['causal', 'seq2seq'])
    .describe('Whether the answer follows the prompt in one text, or is a text of its own.'),
  withInput: Name.describe('Prompt with the fields {instruction}, {input} and, if wanted, {language}.'),
  withoutInput: Name.describe('Prompt of a pair that has no input, without the field {input}.'),
});

const Lora = z.strictObject({
  r: z.int().min(1).max(LIMITS.rank).default(64).describe('Rank of the additions.'),
  alpha: z.number().positive().default(16).describe('Additions are scaled by alpha / r.'),
  dropout: z
    .number()
    .min(0)
    .lt(1)
    .default(0.05)
    .describe('Share of their input that is dropped in training.'),
  targetModules: z
    .union([Name, z.array(Name).min(1)])
    .nullable()
    .default(null)
    .describe(
      'Layers with additions, as PEFT takes them: ends of names, or a pattern. null: PEFT’s default.',
    ),
});

const Training = z
  .strictObject({
    epochs: z
      .number()
      .positive()
      .nullable()
      .default(null)
      .describe('How often all pairs are learnt; 4 without steps.'),
    steps: Count.nullable().default(null).describe('How many optimiser steps, in place of epochs.'),
    batchSize: z.int().min(1).max(LIMITS.batch).default(4).describe('Pairs of a micro-batch.'),
    accumulation: z.int().min(1).max(LIMITS.batch).default(8).describe('Micro-batches of a step.'),
    accumulationNorm: z
      .enum(['micro-batch', 'token'])
      .default('micro-batch')
      .describe('Whether each micro-batch of a step counts the same, or each token.'),
    learningRate: z
      .number()
      .positive()
      .default(3e-4)
      .describe('Learning rate at its highest; it falls linearly to 0.'),
    warmup: z
      .number()
      .min(0)
      .default(0)
      .describe('Steps in which the learning rate rises linearly; below 1, the share of all steps.'),
    weightDecay: z.number().min(0).default(0).describe('Weight decay of AdamW.'),
    clip: z
      .number()
      .positive()
      .nullable()
      .default(1)
      .describe('Largest norm of the gradient of all parameters. null: any.'),
    maxLength: z
      .int()
      .min(2)
      .max(LIMITS.tokens)
      .default(768)
      .describe('Tokens of a pair, for causal models.'),
    sourceLength: z
      .int()
      .min(1)
      .max(LIMITS.tokens)
      .default(256)
      .describe('Tokens of an instruction, for encoder-decoder models.'),
    targetLength: z
      .int()
      .min(1)
      .max(LIMITS.tokens)
      .default(512)
      .describe('Tokens of an answer, for encoder-decoder models.'),
    padToMultiple: z
      .int()
      .min(1)
      .max(LIMITS.batch)
      .default(8)
      .describe('Batches are padded to a multiple of so many tokens.'),
    gradientCheckpointing: z
      .boolean()
      .default(false)
      .describe(
        'Whether layers are computed again on the way back, which takes less memory and more time; results are the same.',
      ),
    groupByLength: z
      .boolean()
      .optional()
      .describe('Whether pairs of about the same length come together. Default: as shuffle.'),
    shuffle: z.boolean().default(true).describe('Whether pairs come in random order, another in each epoch.'),
    seed: z.int().min(0).max(LIMITS.seed).default(42).describe('Seed of order, initial values and dropout.'),
  })
  .refine(({ epochs, steps }) => epochs === null || steps === null, {
    path: ['steps'],
    error: 'must be left out where epochs are given',
  })
  .refine(({ groupByLength, shuffle }) => groupByLength !== true || shuffle, {
    path: ['groupByLength'],
    error: 'must be false without shuffle',
  })
  .transform(({ epochs, steps, ...training }) => ({
    ...training,
    steps,
    epochs: epochs ?? (steps === null ? 4 : null),
    groupByLength: training.groupByLength ?? training.shuffle,
  }));

const Checkpoint = z.strictObject({
  every: Count.default(100).describe('Steps between two checkpoints.'),
  keep: Count.default(2).describe('How many of the newest are kept, beside the best.'),
});

const Evaluation = z.strictObject({
  heldOut: Count.nullable()
    .default(null)
    .describe('Pairs in all that are held out; null, in the variant paper only: its 5,000.'),
  every: Count.default(100).describe('Steps between two evaluations on the held-out pairs.'),
  patience: Count.nullable()
    .default(null)
    .describe(
      'Evaluations without a lower loss that end the run; its adapter is then the best one. null: never.',
    ),
});

/** The form of `run.json`; what it gives has every default filled in. */
export const RunConfigForm: z.ZodType<RunConfig> = z
  .strictObject({
    model: Name.describe('Folder of the base model as transformers saves it, or its name on the hub.'),
    adapter: Name.nullable()
      .default(null)
      .describe('Folder of a LoRA adapter to go on from, or its name on the hub.'),
    data: Data,
    template: z
      .union([z.enum(['bactrian', 'bactrian-seq2seq']), Template])
      .nullable()
      .default(null)
      .describe(
        'How a pair becomes a prompt: a name, or fields of one’s own. null: the one that suits the model.',
      ),
    lora: Lora.nullable()
      .optional()
      .describe('The low-rank additions. null: all weights of the model are tuned.'),
    training: Training.prefault({}),
    checkpoint: Checkpoint.prefault({}),
    evaluation: Evaluation.nullable()
      .default(null)
      .describe('When the loss on the held-out pairs is measured. null: never.'),
  })
  .refine(({ adapter, lora }) => adapter === null || !lora, {
    path: ['lora'],
    error: 'must be left out where an adapter is given, which brings its own',
  })
  .refine(({ data, evaluation }) => data.variant === 'paper' || evaluation?.heldOut !== null, {
    path: ['evaluation', 'heldOut'],
    error: 'must be a number of pairs where the variant is not paper',
  })
  .transform(({ lora, ...config }) => ({
    ...config,
    lora: lora === undefined && config.adapter === null ? Lora.parse({}) : (lora ?? null),
  }));
