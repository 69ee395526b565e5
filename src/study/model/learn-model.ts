/** The side of tuning that computes: the model loaded, its corpus encoded, learnt, and the adapter written. */

import { freeMemory } from '../../backend/free-memory.js';
import { hasOwnOperations } from '../../backend/native-operation.js';
import { startBackend } from '../../backend/start-backend.js';
import { type Corpus, corpusFor } from '../../corpus/corpus-for.js';
import { type CausalExample, learntTokens, type Seq2SeqExample } from '../../corpus/encoding/example.js';
import { fetchAdapter, fetchModel } from '../../corpus/hub/fetch-model.js';
import type { LanguageSummary } from '../../corpus/language-summary.js';
import { DEFAULT_TEMPLATES } from '../../corpus/templates/find-template.js';
import { familyOf, type ModelConfig } from '../../model/families/families.js';
import { readModelConfig } from '../../model/families/read-model-config.js';
import { disposeWeights, readWeights } from '../../model/load-model.js';
import type { Adapter } from '../../model/lora/adapter.js';
import { createAdapter } from '../../model/lora/create-adapter.js';
import { modelCard } from '../../model/lora/model-card.js';
import { readAdapter } from '../../model/lora/read-adapter.js';
import { writeAdapter } from '../../model/lora/write-adapter.js';
import { loadTokenizer } from '../../model/tokenizer/load-tokenizer.js';
import { writeModel } from '../../model/write-model.js';
import type { RunConfig } from '../../tuning/config/run-config.js';
import {
  createCausalStepper,
  createSeq2SeqStepper,
  type LearningStepper,
  type StepperOptions,
} from '../../tuning/learner/create-stepper.js';
import type { TunedModel } from '../../tuning/learner/learnable-models.js';
import { type TuneOptions, type TuneResult, tune } from '../../tuning/loop/tune.js';
import { largestBatch } from '../../tuning/memory/largest-batch.js';
import { checkMemory } from '../../tuning/memory/memory-estimate.js';
import type { RunEnd } from '../../tuning/run-folder/run-folder.js';
import { cardFacts } from './card-facts.js';
import { contentFingerprint } from './content-fingerprint.js';

/** Where a run lives, and who watches it. */
export interface TuneModelOptions extends TuneOptions {
  /** Is told what the corpus holds before learning starts (default: nobody is). */
  readonly onCorpus?: ((summary: readonly LanguageSummary[]) => void) | undefined;
  /** Is told before learning starts what it will take, in bytes (default: nobody is). */
  readonly onMemory?: ((memory: { readonly needed: number; readonly free: number }) => void) | undefined;
  /** Bytes that the run may take (default: what is free). */
  readonly memory?: number | undefined;
}

/** A run of a model that is done. */
export interface ModelTuning extends TuneResult {
  readonly config: RunConfig;
  readonly summary: readonly LanguageSummary[];
  /** What computed, in one line. */
  readonly backend: string;
}

/** What `tuneModel` says, with TensorFlow.js loaded. */
export async function learnModel(config: RunConfig, options: TuneModelOptions): Promise<ModelTuning> {
  const { signal, onProgress, onCorpus, onMemory, memory } = options;
  const work = { signal, onProgress };
  const folder = await fetchModel(config.model, work);
  const modelConfig = readModelConfig(folder);
  const start = config.adapter === null ? null : await fetchAdapter(config.adapter, work);
  const adapter = startAdapter(config, modelConfig, start);
  const base = await contentFingerprint(start === null ? [folder] : [folder, start], work);
  const corpus = await readCorpus(config, folder, modelConfig, work);
  onCorpus?.(corpus.summary);
  checkLearnable(corpus, config);
  const backend = await startBackend();
  const free = memory ?? freeMemory();
  const needed = checkFit(config, modelConfig, adapter, corpus, free);
  onMemory?.({ needed, free });
  const weights = await readWeights(folder, modelConfig, work);
  try {
    const model = { config: modelConfig, weights };
    const result =
      corpus.kind === 'causal'
        ? await tuneOn(createCausalStepper, corpus, { config, model, adapter, folder, base }, options)
        : await tuneOn(createSeq2SeqStepper, corpus, { config, model, adapter, folder, base }, options);
    return { ...result, config, summary: corpus.summary, backend: backend.description };
  } finally {
    disposeWeights(weights);
  }
}

/**
 * The adapter that learning starts from; `null` where all weights are tuned.
 * @param folder of the one that is tuned further; `null` for a new one.
 */
function startAdapter(
  { model, lora, training }: RunConfig,
  modelConfig: ModelConfig,
  folder: string | null,
): Adapter | null {
  if (folder !== null) return readAdapter(folder, modelConfig);
  if (lora === null) return null;
  const { r: rank, alpha, dropout, targetModules } = lora;
  const targets = targetModules === null ? {} : { targetModules };
  return createAdapter(modelConfig, {
    rank,
    alpha,
    dropout,
    ...targets,
    baseModel: model,
    seed: training.seed,
  });
}

async function readCorpus(
  { data, template, training, evaluation }: RunConfig,
  folder: string,
  modelConfig: ModelConfig,
  work: Parameters<typeof corpusFor>[1],
): Promise<Corpus> {
  const { kind } = familyOf(modelConfig);
  const corpus = await corpusFor(
    {
      ...data,
      heldOut: evaluation?.heldOut ?? null,
      template: template ?? DEFAULT_TEMPLATES[kind],
      tokenizer: loadTokenizer(folder),
      maxLength: training.maxLength,
      sourceLength: training.sourceLength,
      targetLength: training.targetLength,
    },
    work,
  );
  if (corpus.kind !== kind) {
    throw new RangeError(`tuneModel: the template must be for ${kind} models, got one for ${corpus.kind}`);
  }
  return corpus;
}

/** Refuses, before weights are read, a corpus of which nothing is learnt, or nothing measured. */
function checkLearnable(
  { kind, examples, heldOut }: Pick<Corpus, 'kind' | 'examples' | 'heldOut'>,
  { data, evaluation }: Pick<RunConfig, 'data' | 'evaluation'>,
): void {
  const limit = kind === 'causal' ? 'maxLength' : 'targetLength';
  const parts = { pairs: examples, ...(evaluation !== null && { 'held-out pairs': heldOut }) };
  for (const [name, part] of Object.entries(parts)) {
    if (part.some((example) => learntTokens(example) > 0)) continue;
    throw new RangeError(
      `tuneModel: some of the ${name} must have a token to learn within ${limit}, got none in ${part.length} of ${data.languages.join(', ')}; a larger ${limit} leaves room for responses`,
    );
  }
}

/** Bytes that learning is estimated to take. */
function checkFit(
  { training }: RunConfig,
  modelConfig: ModelConfig,
  adapter: Adapter | null,
  corpus: Corpus,
  free: number,
): number {
  const batch = largestBatch(corpus.examples, training);
  return checkMemory(modelConfig, { ...training, ...batch, adapter, isFused: hasOwnOperations() }, free);
}

/** What is learnt, of what. */
interface Learning {
  readonly config: RunConfig;
  readonly model: TunedModel;
  readonly adapter: Adapter | null;
  /** Folder of the model. */
  readonly folder: string;
  /** Fingerprint of what learning starts from. */
  readonly base: string;
}

/** Examples of one kind, and what they are. */
interface LearntCorpus<Example> {
  readonly examples: readonly Example[];
  readonly heldOut: readonly Example[];
  readonly summary: readonly LanguageSummary[];
}

async function tuneOn<Example extends CausalExample | Seq2SeqExample>(
  createStepper: (
    model: TunedModel,
    adapter: Adapter | null,
    options: StepperOptions,
  ) => Promise<LearningStepper<Example>>,
  { examples, heldOut, summary }: LearntCorpus<Example>,
  { config, model, adapter, folder, base }: Learning,
  options: TuneModelOptions,
): Promise<TuneResult> {
  const stepper = await createStepper(model, adapter, config.training);
  const save = (target: string, end: RunEnd): void => {
    const tensors = stepper.learnt();
    if (adapter !== null) {
      const card = modelCard(cardFacts(config, adapter.config, summary, end));
      writeAdapter(target, { ...adapter, tensors }, { card });
    } else writeModel(target, { config: model.config, tensors, from: folder });
  };
  try {
    return await tune({ config, stepper, examples, heldOut, base, save }, options);
  } finally {
    stepper.dispose();
  }
}
