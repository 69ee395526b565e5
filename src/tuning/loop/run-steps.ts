/** The steps of a run: which examples when, at which rate, what is written down, and how nothing is lost. */
import { setImmediate } from 'node:timers/promises';
import type { FolderLock } from '../../base/locks/folder-lock.js';
import { type CausalExample, exampleLength, type Seq2SeqExample } from '../../corpus/encoding/example.js';
import type { EmptyStepLine, LogLine, StepLine } from '../../records/log-line.js';
import type { LongWork, ProgressReport } from '../../records/long-work.js';
import type { RunConfig } from '../config/run-config.js';
import { writeCheckpoint } from '../run-folder/checkpoint.js';
import { listCheckpoints, pruneCheckpoints } from '../run-folder/checkpoint-folder.js';
import type { RunPaths } from '../run-folder/run-folder.js';
import type { RunLog } from '../run-folder/run-log.js';
import type { RunState } from '../run-folder/run-state.js';
import { evaluateHeldOut } from './evaluate-held-out.js';
import { orderExamples } from './order-examples.js';
import { type StepPlan, stepBatches } from './plan-steps.js';
import { runProgress } from './run-progress.js';
import { linearSchedule } from './schedule.js';
import type { Stepper } from './stepper.js';
import { isCheckpointDue, isEvaluationDue, isOver, judgeEvaluation } from './what-is-due.js';

/** A run whose folder is open. */
export interface OpenRun<Example extends CausalExample | Seq2SeqExample> {
  readonly config: RunConfig;
  readonly stepper: Stepper<Example>;
  readonly examples: readonly Example[];
  readonly heldOut: readonly Example[];
  readonly plan: StepPlan;
  /** Steps over which the learning rate rises. */
  readonly warmup: number;
  readonly paths: RunPaths;
  readonly log: RunLog;
  /** Is given every new line of the log, where anybody is to be. */
  readonly onLog: ((line: LogLine) => void) | undefined;
  /** Lock of the folder, which is asked before anything is written, where there is one. */
  readonly lock: FolderLock | undefined;
}

/**
 * Goes on from a state to the end of the run; stopped or at its end, it leaves a checkpoint.
 * @throws Error where something cannot be written or a loss is no number any more; the signal's reason where it is
 * aborted, once the state is saved.
 */
export async function runSteps<Example extends CausalExample | Seq2SeqExample>(
  run: OpenRun<Example>,
  start: RunState,
  { signal, onProgress }: LongWork,
): Promise<RunState> {
  const nextStep = stepMaker(run);
  const progress = runProgress({ from: start.step, total: run.plan.steps }, onProgress);
  let state = start;
  try {
    while (!isOver(run, state)) {
      // Lets signals and the notebook's messages in.
      await setImmediate();
      signal?.throwIfAborted();
      if (isEvaluationDue(run, state)) {
        const onProgress = ({ done, total }: ProgressReport) => progress.evaluating(done, total ?? done);
        const loss = await evaluateState(run, state.step, { signal, onProgress });
        state = judgeEvaluation(state, loss);
        progress.evaluated(loss);
      } else {
        const began = performance.now();
        const line = nextStep(state.step);
        writeLine(run, line);
        const loss = 'loss' in line ? line.loss : state.loss;
        state = { ...state, step: line.step, loss, isEvaluated: false };
        progress.learnt(line, performance.now() - began);
      }
      if (isCheckpointDue(run, state)) await saveState(run, state);
    }
  } catch (error) {
    if (signal?.aborted === true && error === signal.reason) await saveState(run, state);
    throw error;
  }
  return state;
}

/** A function that learns a step and says what it did; the order of the data is kept for an epoch. */
function stepMaker<Example extends CausalExample | Seq2SeqExample>(
  run: OpenRun<Example>,
): (step: number) => StepLine | EmptyStepLine {
  const { plan, examples, stepper } = run;
  const { training } = run.config;
  const { batchSize, accumulation } = training;
  const lengths = examples.map(exampleLength);
  const orderOf = (epoch: number): number[] =>
    orderExamples(lengths, epoch, { ...training, batchSize: batchSize * accumulation });
  let order: { epoch: number; indices: number[] } | null = null;
  return (step) => {
    const epoch = Math.floor(step / plan.stepsPerEpoch);
    if (order?.epoch !== epoch) order = { epoch, indices: orderOf(epoch) };
    const batches = stepBatches(order.indices, step % plan.stepsPerEpoch, training);
    const rate = linearSchedule(step, { ...training, steps: plan.steps, warmup: run.warmup });
    const microBatches = batches.map((indices) => indices.map((index) => examples[index] as Example));
    const { loss, gradNorm, tokens, empty } = stepper.step(microBatches, rate);
    const facts = {
      epoch: (step + 1) / plan.stepsPerEpoch,
      tokens,
      ...(empty.length > 0 && { empty_micro_batches: empty.map((index) => index + 1) }),
    };
    if (loss === null) return { step: step + 1, learning_rate: rate, ...facts };
    checkFinite(run, 'the loss', loss, step + 1);
    checkFinite(run, 'the gradient’s norm', gradNorm, step + 1);
    return { step: step + 1, loss, learning_rate: rate, grad_norm: gradNorm, ...facts };
  };
}

/** The loss on the held-out pairs, which is written down. */
async function evaluateState<Example extends CausalExample | Seq2SeqExample>(
  run: OpenRun<Example>,
  step: number,
  work: LongWork,
): Promise<number> {
  const loss = await evaluateHeldOut(run.stepper, run.heldOut, run.config.training.batchSize, work);
  checkFinite(run, 'the loss on the held-out pairs', loss, step);
  writeLine(run, { step, epoch: step / run.plan.stepsPerEpoch, evaluation_loss: loss });
  return loss;
}

/** Saves a state, unless a checkpoint of its step is there: what it lacks, an evaluation, is made again. */
async function saveState<Example extends CausalExample | Seq2SeqExample>(
  { paths, log, stepper, config, lock }: OpenRun<Example>,
  state: RunState,
): Promise<void> {
  lock?.check();
  if (listCheckpoints(paths.checkpoints).includes(state.step)) return;
  const logs = log.flush();
  await writeCheckpoint(paths.checkpoints, { run: state, stepper: stepper.state(), logs });
  pruneCheckpoints(paths.checkpoints, config.checkpoint.keep, state.best?.step ?? null);
}

function writeLine(
  { log, onLog, lock }: Pick<OpenRun<CausalExample>, 'log' | 'onLog' | 'lock'>,
  line: LogLine,
): void {
  lock?.check();
  log.write(line);
  onLog?.(line);
}

function checkFinite({ paths }: { paths: RunPaths }, name: string, value: number, step: number): void {
  if (Number.isFinite(value)) return;
  const newest = listCheckpoints(paths.checkpoints).at(-1);
  const kept =
    newest === undefined ? 'there is no checkpoint yet' : `the checkpoint of step ${newest} is kept`;
  throw new Error(`tune: ${name} must be a finite number, got ${value} at step ${step}; ${kept}`);
}
