/** Memory that tuning needs, estimated before it starts. */
import type { BatchSize } from '../../model/families/block-memory.js';
import { familyOf, linearWeights, type ModelConfig, weightShapes } from '../../model/families/families.js';
import { type Adapter, downName } from '../../model/lora/adapter.js';
import { isWorthTransposing } from '../../model/transposed-weights.js';
import { LOGIT_BYTES } from '../learner/head-loss.js';

/** What decides how much is needed. */
export interface MemoryOptions extends BatchSize {
  /** The adapter that is learnt; `null` where the model's own weights are. */
  readonly adapter: Adapter | null;
  /** Tokens that are learnt in a micro-batch, at most. */
  readonly learnt: number;
  /** Whether blocks are computed again on the way back (default: no). */
  readonly gradientCheckpointing?: boolean;
  /** Whether the backend has our own operations, which keep less of blocks, but transposed weights too (default: no). */
  readonly isFused?: boolean;
}

const FLOAT_BYTES = 4;
/** A learnt number, the sum of its gradients, AdamW's two moments; tensors of the number and its gradient, and a copy. */
const COPIES_OF_LEARNT = 7;
/** Kept of an adapted layer's input, in its widths: itself and, where any of it is dropped, factors and what they leave. */
const ADAPTER_INPUTS = { kept: 1, keptWithDropout: 3 } as const;
/** Kept of what is between the adapter's two matrices, in its ranks. */
const ADAPTER_RANKS = 1;
/** Copies of the logits that are made at once: them, their slopes, and one more; as measured. */
const COPIES_OF_LOGITS = 3;
/** What a block that is computed again makes, in what blocks keep otherwise: that, and the gradients of it. */
const RECOMPUTED_BLOCKS = 2;
/** End of the names of an adapter's first matrices, [rank, input]. */
const DOWN = downName('');
/** What the process takes beside tensors after the backend has started: code, threads, JavaScript's heap; as measured. */
const PROCESS_BYTES = 80 * 2 ** 20;
/** What allocators hold for each byte that is asked for only for a while, as measured. */
const SLACK = 1.3;

/**
 * Bytes that a run takes at its peak, beside those that the process holds once its backend has started: rather too
 * many than too few. It is a count of what the formulas keep, with constants from measured runs: `bench/tuning-memory.ts`
 * finds it at 1.1 to 1.4 times what steps of BLOOM, GPT-2 and mT5 take, with an adapter or without, with gradient
 * checkpointing or without, the largest of which has 89 million weights.
 */
export function estimateMemory(config: ModelConfig, options: MemoryOptions): number {
  const { adapter, isFused = false } = options;
  // A weight that another one may serve for is that other one in nearly every checkpoint.
  const shapes = weightShapes(config).filter(({ otherwise }) => otherwise === undefined);
  const sizes = shapes.map(({ shape }) => product(shape));
  const learnt = adapter === null ? sizes : [...adapter.tensors.values()].map(({ data }) => data.length);
  const transposed = isFused && adapter !== null ? transposedNumbers(config) : 0;
  const lasting = sum(sizes) + transposed + COPIES_OF_LEARNT * sum(learnt);
  // Reading the weights leaves something behind, as measured.
  const passing = Math.max(...sizes) + blockNumbers(config, options) + headNumbers(config, options);
  return PROCESS_BYTES + FLOAT_BYTES * (lasting + SLACK * passing);
}

/** Numbers of the weights that are kept the other way up too: those of linear layers, and the head. */
function transposedNumbers(config: ModelConfig): number {
  const sizes = linearWeights(config).map(({ shape }) => product(shape));
  const numbers = sum(sizes) + config.vocabularySize * config.width;
  return isWorthTransposing(numbers) ? numbers : 0;
}

/** Numbers that the blocks hold at the peak. */
function blockNumbers(config: ModelConfig, options: MemoryOptions): number {
  const { adapter, gradientCheckpointing = false, isFused = false } = options;
  const blocks = familyOf(config).blockMemory(config, options, { isTrained: adapter === null, isFused });
  const ofAdapter = adapter === null ? 0 : adapterNumbers(adapter, options);
  const share = ofAdapter / sum(blocks.map(({ count }) => count));
  const largest = Math.max(...blocks.map(({ kept }) => kept)) + share;
  if (gradientCheckpointing) {
    return sum(blocks.map(({ count, input }) => count * input)) + RECOMPUTED_BLOCKS * largest;
  }
  // One block makes about as much again that it does not keep.
  return sum(blocks.map(({ count, kept }) => count * kept)) + ofAdapter + largest;
}

/** Numbers that an adapter keeps in all blocks; each layer is taken to read the longer one of source and target. */
function adapterNumbers({ config, tensors }: Adapter, { rows, time, sourceTime }: MemoryOptions): number {
  const inputs = config.dropout > 0 ? ADAPTER_INPUTS.keptWithDropout : ADAPTER_INPUTS.kept;
  const perToken = [...tensors]
    .filter(([name]) => name.endsWith(DOWN))
    .map(([, { shape }]) => {
      const [rank = 0, width = 0] = shape;
      return inputs * width + ADAPTER_RANKS * rank;
    });
  return rows * Math.max(time, sourceTime) * sum(perToken);
}

/** Numbers that making the loss takes: logits, and for a head that is learnt a part of its gradient. */
function headNumbers({ vocabularySize, width }: ModelConfig, { adapter, learnt }: MemoryOptions): number {
  const whole = learnt * vocabularySize;
  const atOnce = Math.max(vocabularySize, Math.min(whole, LOGIT_BYTES / FLOAT_BYTES));
  return COPIES_OF_LOGITS * atOnce + (adapter === null ? vocabularySize * width : 0);
}

/**
 * Refuses a run that cannot fit.
 * @param free bytes, as `freeMemory` gives them.
 * @returns the estimate in bytes.
 * @throws RangeError with what is needed and what is free, and what makes the run smaller, where it does not fit.
 */
export function checkMemory(config: ModelConfig, options: MemoryOptions, free: number): number {
  const needed = estimateMemory(config, options);
  if (needed <= free) return needed;
  const recomputing = estimateMemory(config, { ...options, gradientCheckpointing: true });
  const advice =
    recomputing <= free
      ? `with training.gradientCheckpointing, which takes more time, it needs ${gibibytes(recomputing)}`
      : `a smaller batchSize with more accumulation, a smaller ${lengths(config)} or a smaller model needs less`;
  throw new RangeError(
    `checkMemory: the run must fit into the ${gibibytes(free)} of memory that are free, got an estimate of ${gibibytes(needed)}; ${advice}`,
  );
}

/** The settings that limit how long rows are. */
function lengths(config: ModelConfig): string {
  return familyOf(config).kind === 'seq2seq' ? 'sourceLength or targetLength' : 'maxLength';
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
