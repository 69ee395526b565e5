/** The loop around learning: which examples when, at which rate, what is written down, and how nothing is lost. */
import { setImmediate } from 'node:timers/promises';
import { replaceFolder } from '../../base/files/replace-folder.js';
import type { FolderLock } from '../../base/locks/folder-lock.js';
import type { CausalExample, Seq2SeqExample } from '../../corpus/encoding/example.js';
import type { EmptyStepLine, LogLine, StepLine } from '../../records/log-line.js';
import type { LongWork, ProgressReport } from '../../records/long-work.js';
import type { RunConfig } from '../config/run-config.js';
import { readCheckpoint, writeCheckpoint } from '../run-folder/checkpoint.js';
import { listCheckpoints, pruneCheckpoints } from '../run-folder/checkpoint-folder.js';
import { fingerprintExamples } from '../run-folder/fingerprint-examples.js';
import {
  checkResult,
  closeRunFolder,
  openRunFolder,
  type RunEnd,
  type RunPaths,
  runPaths,
} from '../run-folder/run-folder.js';
import { openRunLog, type RunLog } from '../run-folder/run-log.js';
import { type RunState, START } from '../run-folder/run-state.js';
import { evaluateHeldOut } from './evaluate-held-out.js';
import { exampleLength, learntTokens } from './example-length.js';
import { isOutOfPatience, judgeEvaluation } from './judge-evaluation.js';
import { orderExamples } from './order-examples.js';
import { planSteps, type StepPlan, stepBatches } from './plan-steps.js';
import { runProgress } from './run-progress.js';
import { linearSchedule } from './schedule.js';
import type { Stepper } from './stepper.js';
import { warmupSteps } from './warmup-steps.js';

/** What is tuned, on what. */
export interface TuneInput<Example extends CausalExample | Seq2SeqExample> {
  readonly config: RunConfig;
  readonly stepper: Stepper<Example>;
  /** What is learnt, at least one; without shuffle in this order. */
  readonly examples: readonly Example[];
  /** What the evaluation measures. */
  readonly heldOut: readonly Example[];
  /** Changes with the weights that learning starts from, so that a run is resumed on the same (default: not looked at). */
  readonly base?: string | undefined;
  /** Writes the result into a folder, for example an adapter, every file flushed to disk. */
  readonly save: (folder: string, end: RunEnd) => void | Promise<void>;
}

/** Where a run lives, and who watches it. */
export interface TuneOptions extends LongWork {
  /** Folder of the run. */
  readonly output: string;
  /** Whether a run that was cut off goes on from its newest whole checkpoint (default: no). */
  readonly resume?: boolean | undefined;
  /** Is given every new line of the log, for a live curve (default: nobody is). */
  readonly onLog?: ((line: LogLine) => void) | undefined;
  /** Lock of the folder, which is asked before anything is written (default: nobody else works there). */
  readonly lock?: FolderLock | undefined;
}

/** A run that is done. */
export interface TuneResult extends RunEnd {
  /** Folder of what was saved. */
  readonly adapter: string;
  /** Whether the run was finished before, and nothing was done. */
  readonly wasFinished: boolean;
}

/**
 * Tunes until all steps are done or the evaluation has not improved for long enough.
 * A run that is killed and resumed gives the same log, and the same result, as an unbroken one, bit for bit on one
 * machine; a run that is finished is left alone.
 * @throws RangeError where there is nothing to learn or to evaluate; Error where the folder holds another run or one
 * that is not resumed, something cannot be written, or the loss is no number any more, its message naming the newest
 * checkpoint; the signal's reason where it is aborted, once the state is saved.
 */
export async function tune<Example extends CausalExample | Seq2SeqExample>(
  input: TuneInput<Example>,
  { output, resume = false, signal, onProgress, onLog, lock }: TuneOptions,
): Promise<TuneResult> {
  const { config, examples, heldOut, stepper, base } = input;
  const { training } = config;
  const plan = planSteps(examples.length, training);
  const warmup = warmupSteps(training.warmup, plan.steps);
  checkTeaching('examples', examples);
  if (config.evaluation !== null) {
    if (heldOut.length === 0) throw new RangeError('tune: evaluation must have held-out pairs, got none');
    checkTeaching('held-out pairs', heldOut);
  }
  const paths = runPaths(output);
  const identity = { config, base, examples: fingerprintExamples([...examples, ...heldOut]) };
  const before = openRunFolder(paths, identity, resume);
  if (before !== null) {
    await checkResult(paths);
    return { ...before, adapter: paths.adapter, wasFinished: true };
  }
  const newest = listCheckpoints(paths.checkpoints).at(-1);
  const saved = newest === undefined ? null : readCheckpoint(paths.checkpoints, newest);
  if (saved !== null) stepper.restore(saved.stepper);
  const log = openRunLog(output, { sizes: saved?.logs });
  try {
    const run = { ...input, plan, warmup, paths, log, onLog, lock };
    const last = await learn(run, saved?.run ?? START, { signal, onProgress });
    return { ...(await finish(run, last)), adapter: paths.adapter, wasFinished: false };
  } finally {
    log.close();
  }
}

/** Refuses examples among which none has a token to learn: some may have none, but a loss needs one. */
function checkTeaching(name: string, examples: readonly (CausalExample | Seq2SeqExample)[]): void {
  if (examples.some((example) => learntTokens(example) > 0)) return;
  throw new RangeError(`tune: ${name} must have a token to learn, got none in ${examples.length}`);
}

/** All that the loop needs. */
interface Run<Example extends CausalExample | Seq2SeqExample> extends TuneInput<Example> {
  readonly plan: StepPlan;
  readonly warmup: number;
  readonly paths: RunPaths;
  readonly log: RunLog;
  readonly onLog: ((line: LogLine) => void) | undefined;
  readonly lock: FolderLock | undefined;
}

/** Goes on from a state to the end of the run; stopped or at its end, it leaves a checkpoint. */
async function learn<Example extends CausalExample | Seq2SeqExample>(
  run: Run<Example>,
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
  run: Run<Example>,
): (step: number) => StepLine | EmptyStepLine {
  const { plan, examples, stepper } = run;
  const { training } = run.config;
  const { batchSize, accumulation } = training;
  const lengths = examples.map(exampleLength);
  const orderOf = (epoch: number): number[] =>
    orderExamples(lengths, epoch, { ...training, batchSize: batchSize * accumulation });
  let order: { epoch: number; places: number[] } | null = null;
  return (step) => {
    const epoch = Math.floor(step / plan.stepsPerEpoch);
    if (order?.epoch !== epoch) order = { epoch, places: orderOf(epoch) };
    const batches = stepBatches(order.places, step % plan.stepsPerEpoch, training);
    const rate = linearSchedule(step, { ...training, steps: plan.steps, warmup: run.warmup });
    const microBatches = batches.map((places) => places.map((place) => examples[place] as Example));
    const { loss, gradNorm, tokens, empty } = stepper.step(microBatches, rate);
    const facts = {
      epoch: (step + 1) / plan.stepsPerEpoch,
      tokens,
      ...(empty.length > 0 && { empty_micro_batches: empty.map((place) => place + 1) }),
    };
    if (loss === null) return { step: step + 1, learning_rate: rate, ...facts };
    checkFinite(run, 'the loss', loss, step + 1);
    checkFinite(run, 'the gradient’s norm', gradNorm, step + 1);
    return { step: step + 1, loss, learning_rate: rate, grad_norm: gradNorm, ...facts };
  };
}

/** The loss on the held-out pairs, which is written down. */
async function evaluateState<Example extends CausalExample | Seq2SeqExample>(
  run: Run<Example>,
  step: number,
  work: LongWork,
): Promise<number> {
  const loss = await evaluateHeldOut(run.stepper, run.heldOut, run.config.training.batchSize, work);
  checkFinite(run, 'the loss on the held-out pairs', loss, step);
  writeLine(run, { step, epoch: step / run.plan.stepsPerEpoch, evaluation_loss: loss });
  return loss;
}

type Loop = Pick<Run<CausalExample | Seq2SeqExample>, 'config' | 'plan'>;

function isEvaluationDue({ config, plan }: Loop, { step, isEvaluated }: RunState): boolean {
  if (config.evaluation === null || isEvaluated || step === 0) return false;
  return step % config.evaluation.every === 0 || step === plan.steps;
}

function isOver(run: Loop, state: RunState): boolean {
  if (isOutOfPatience(state, run.config.evaluation?.patience ?? null)) return true;
  return state.step === run.plan.steps && !isEvaluationDue(run, state);
}

/** At every so many steps, at the best one, and at the end; where the step is evaluated, after that. */
function isCheckpointDue(run: Loop, state: RunState): boolean {
  if (isEvaluationDue(run, state)) return false;
  return (
    state.step % run.config.checkpoint.every === 0 || state.best?.step === state.step || isOver(run, state)
  );
}

/** Saves a state, unless a checkpoint of its step is there: what it lacks, an evaluation, is made again. */
async function saveState<Example extends CausalExample | Seq2SeqExample>(
  { paths, log, stepper, config, lock }: Run<Example>,
  state: RunState,
): Promise<void> {
  lock?.check();
  if (listCheckpoints(paths.checkpoints).includes(state.step)) return;
  const logs = log.flush();
  await writeCheckpoint(paths.checkpoints, { run: state, stepper: stepper.state(), logs });
  pruneCheckpoints(paths.checkpoints, config.checkpoint.keep, state.best?.step ?? null);
}

/** Saves the result: the last state, or the best one where the run has patience. */
async function finish<Example extends CausalExample | Seq2SeqExample>(
  { config, plan, paths, stepper, save, lock }: Run<Example>,
  state: RunState,
): Promise<RunEnd> {
  lock?.check();
  const { step, loss, best } = state;
  const patience = config.evaluation?.patience ?? null;
  const adapterStep = patience === null || best === null ? step : best.step;
  if (adapterStep !== step) stepper.restore(readCheckpoint(paths.checkpoints, adapterStep).stepper);
  const ended = step === plan.steps ? 'all-steps' : 'patience';
  const end: RunEnd = { ended, step, adapterStep, loss, best };
  await replaceFolder(paths.adapter, (folder) => save(folder, end), 'tune');
  lock?.check();
  await closeRunFolder(paths, end);
  return end;
}

function writeLine(
  { log, onLog, lock }: Pick<Run<CausalExample>, 'log' | 'onLog' | 'lock'>,
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
