/** Memory that tuning needs, estimated before it starts. */
import type { ModelConfig } from '../model/config/model-config.js';
import { type Adapter, downName } from '../model/lora/adapter.js';
import { weightShapes } from '../model/weight-shapes.js';
import { type BatchSize, blockMemory } from './block-memory.js';
import { LOGIT_BYTES } from './head-loss.js';

/** What decides how much is needed. */
export interface MemoryOptions extends BatchSize {
  /** The adapter that is learnt; `null` where the model's own weights are. */
  readonly adapter: Adapter | null;
  /** Tokens that are learnt in a micro-batch, at most. */
  readonly learnt: number;
  /** Whether blocks are computed again on the way back (default: no). */
  readonly gradientCheckpointing?: boolean;
}

const FLOAT_BYTES = 4;
/** A learnt number, its gradient, AdamW's two moments; the tensor of it, of its gradient, and an old one of either. */
const COPIES_OF_LEARNT = 8;
/** Kept of an adapted layer's input, in its widths: itself, the dropout factors, and what they leave. */
const KEPT_ADAPTER_INPUTS = 3;
/** The same of what is between the adapter's two matrices, in its ranks. */
const KEPT_ADAPTER_RANKS = 3;
/** Logits and their slopes, in what is made of them at once. */
const KEPT_LOGITS = 2;
/** End of the names of an adapter's first matrices, [rank, input]. */
const DOWN = downName('');
/** Gradients of a head that is learnt: the sum, a part, and their sum. */
const KEPT_HEADS = 3;
/** What the process takes beside tensors from when the backend has started: code, threads, buffers of matrix products. */
const PROCESS_BYTES = 160 * 2 ** 20;
/** What TensorFlow's allocator holds beyond what is asked for at once, as measured. */
const SLACK = 1.3;

/**
 * Bytes that a run takes at its peak, beside those that the process holds once its backend has started: rather too
 * many than too few. It is a count of what the formulas keep, held against measured runs by `bench/tuning-memory.ts`.
 */
export function estimateMemory(config: ModelConfig, options: MemoryOptions): number {
  const { adapter, gradientCheckpointing = false } = options;
  // A weight that another one may serve for is that other one in nearly every checkpoint.
  const shapes = weightShapes(config).filter(({ otherwise }) => otherwise === undefined);
  const weights = sum(shapes.map(({ shape }) => product(shape)));
  const learnt =
    adapter === null ? weights : sum([...adapter.tensors.values()].map(({ data }) => data.length));
  const numbers = weights + COPIES_OF_LEARNT * learnt;
  const passing = keptNumbers(config, options, gradientCheckpointing) + headNumbers(config, options);
  return PROCESS_BYTES + FLOAT_BYTES * (numbers + SLACK * passing);
}

/** Numbers that all blocks hold at the peak. */
function keptNumbers(config: ModelConfig, options: MemoryOptions, isRecomputing: boolean): number {
  const { adapter } = options;
  const blocks = blockMemory(config, options, adapter === null);
  const count = sum(blocks.map((block) => block.count));
  const ofAdapter = adapter === null ? 0 : adapterNumbers(adapter, options);
  const kept = sum(blocks.map((block) => block.count * block.kept)) + ofAdapter;
  // One block makes about as much again that it does not keep.
  const largest = Math.max(...blocks.map((block) => block.kept)) + ofAdapter / count;
  if (!isRecomputing) return kept + largest;
  return sum(blocks.map((block) => block.count * block.input)) + 2 * largest;
}

/** Numbers that an adapter keeps in all blocks. */
function adapterNumbers({ tensors }: Adapter, { rows, time, sourceTime }: MemoryOptions): number {
  const matrices = [...tensors].filter(([name]) => name.endsWith(DOWN));
  const perToken = matrices.map(
    ([
      ,
      {
        shape: [rank = 0, input = 0],
      },
    ]) => KEPT_ADAPTER_INPUTS * input + KEPT_ADAPTER_RANKS * rank,
  );
  return rows * Math.max(time, sourceTime) * sum(perToken);
}

/** Numbers that making the loss takes: logits, and the gradient of a head that is learnt. */
function headNumbers({ vocabularySize, width }: ModelConfig, { adapter, learnt }: MemoryOptions): number {
  const atOnce = Math.max(vocabularySize, Math.min(learnt * vocabularySize, LOGIT_BYTES / FLOAT_BYTES));
  return KEPT_LOGITS * atOnce + (adapter === null ? KEPT_HEADS * vocabularySize * width : 0);
}

/**
 * Refuses a run that cannot fit.
 * @param free bytes, as `freeMemory` gives them.
 * @throws RangeError with what is needed and what is free, and what makes the run smaller, where it does not fit.
 */
export function checkMemory(config: ModelConfig, options: MemoryOptions, free: number): void {
  const needed = estimateMemory(config, options);
  if (needed <= free) return;
  const recomputing = estimateMemory(config, { ...options, gradientCheckpointing: true });
  const advice =
    recomputing <= free
      ? `with training.gradientCheckpointing, which takes more time, it needs ${gibibytes(recomputing)}`
      : 'a smaller batchSize with more accumulation, a smaller maxLength or a smaller model needs less';
  throw new RangeError(
    `checkMemory: the run must fit into the ${gibibytes(free)} of memory that are free, got an estimate of ${gibibytes(needed)}; ${advice}`,
  );
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total * number, 1);
}
