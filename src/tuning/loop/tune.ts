/** Tuning: a run from its folder's opening to its result. */
import { replaceFolder } from '../../base/files/replace-folder.js';
import type { FolderLock } from '../../base/locks/folder-lock.js';
import { type CausalExample, learntTokens, type Seq2SeqExample } from '../../corpus/encoding/example.js';
import type { LogLine } from '../../records/log-line.js';
import type { LongWork } from '../../records/long-work.js';
import type { RunConfig } from '../config/run-config.js';
import { readCheckpoint } from '../run-folder/checkpoint.js';
import { listCheckpoints } from '../run-folder/checkpoint-folder.js';
import { fingerprintExamples } from '../run-folder/fingerprint-examples.js';
import {
  checkResult,
  closeRunFolder,
  openRunFolder,
  type RunEnd,
  runPaths,
} from '../run-folder/run-folder.js';
import { openRunLog } from '../run-folder/run-log.js';
import { type RunState, START } from '../run-folder/run-state.js';
import { planSteps } from './plan-steps.js';
import { type OpenRun, runSteps } from './run-steps.js';
import { warmupSteps } from './schedule.js';
import type { Stepper } from './stepper.js';

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
    const last = await runSteps(run, saved?.run ?? START, { signal, onProgress });
    return { ...(await finish(run, last, input.save)), adapter: paths.adapter, wasFinished: false };
  } finally {
    log.close();
  }
}

/** Refuses examples among which none has a token to learn: some may have none, but a loss needs one. */
function checkTeaching(name: string, examples: readonly (CausalExample | Seq2SeqExample)[]): void {
  if (examples.some((example) => learntTokens(example) > 0)) return;
  throw new RangeError(`tune: ${name} must have a token to learn, got none in ${examples.length}`);
}

/** Saves the result: the last state, or the best one where the run has patience. */
async function finish<Example extends CausalExample | Seq2SeqExample>(
  { config, plan, paths, stepper, lock }: OpenRun<Example>,
  state: RunState,
  save: TuneInput<Example>['save'],
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
