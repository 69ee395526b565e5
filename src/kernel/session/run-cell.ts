/** Running one cell: compiled and executed by tslab, shown and stopped by us. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { types } from 'node:util';
import { resultBundle } from '../results/result-bundle.js';
import type { RunningKernel } from '../running-kernel.js';
import { absorbSignal } from './absorb-signal.js';
import { BUSY, type BusyState, isSignalled, setBusy, setSignalled, undisturbed } from './busy-state.js';
import { cellCompiler } from './cell-compiler.js';
import type { OutputMessage } from './cell-output.js';
import { cellOutput } from './cell-output.js';
import { compileReport, type ErrorReport, errorReport } from './error-report.js';
import { Interruption } from './interruption.js';
import { routeStreams } from './route-streams.js';
import type { Executor, Tslab } from './tslab-seam.js';

/** A cell to run. */
export interface CellRequest {
  readonly source: string;
  /** Number of the cell, as in `In[3]`. */
  readonly count: number;
  /** Whether its value is not to be shown. */
  readonly isSilent: boolean;
  /** Sends a message that belongs to the cell. */
  readonly publish: (message: OutputMessage) => void;
}

/** Runs cells one after the other. */
export interface CellRunner extends Pick<Executor, 'complete' | 'inspect' | 'close'> {
  /** Runs a cell; all it has to show is sent before this resolves. @returns what went wrong, or `null`. */
  run(request: CellRequest): Promise<ErrorReport | null>;
  /** Stops the cell that runs; without one nothing happens. */
  interrupt(): void;
  /** Shows an error that nobody caught, after its cell ended too. */
  reportStray(thrown: unknown): void;
  /** What the package in a cell may ask of the kernel. */
  readonly kernel: Omit<RunningKernel, 'spare'>;
}

/** Makes the runner of the notebook's folder. */
export function cellRunner(tslab: Tslab, folder: string, busy: BusyState): CellRunner {
  const compiler = cellCompiler(tslab, () => setBusy(busy, BUSY.script));
  const isDetailed = process.env.LINGTUNE_DEBUG === '1';
  const report = (error: unknown): ErrorReport => {
    try {
      return errorReport(error, { find: compiler.find, isDetailed });
    } catch {
      const evalue = 'an error that cannot be shown';
      return { ename: 'Error', evalue, traceback: [evalue] };
    }
  };
  let thrown: { error: unknown } | null = null;
  let value: unknown;
  const executor = tslab.createExecutor(folder, compiler.converters, {
    log: (result) => {
      value = result;
    },
    // Compile errors come as a format and its parts; the compiler has them already.
    error: (...parts) => {
      if (parts.length === 1) thrown = { error: parts[0] };
    },
  });
  let output = cellOutput(() => {});
  let interruption = new Interruption();
  const execute = async ({ source, count, isSilent }: CellRequest): Promise<ErrorReport | null> => {
    compiler.begin(count, source);
    setBusy(busy, BUSY.kernel);
    const running = executor.execute(source);
    setBusy(busy, BUSY.loose);
    const hasRun = await interruption.race(running);
    const wrong = compiler.diagnostics();
    if (wrong.length > 0) return compileReport(wrong, { cell: count, source });
    if (!hasRun) throw thrown === null ? new Error('the cell could not be run') : thrown.error;
    // Only real promises: to ask anything else for its `then` would run its code.
    const result = types.isPromise(value) ? await interruption.race(value) : value;
    if (result === undefined || result === null || isSilent) return null;
    const fill = output.reserve();
    const { data, metadata } = await resultBundle(result);
    fill([{ type: 'execute_result', content: { execution_count: count, data, metadata } }]);
    return null;
  };
  return {
    async run(request) {
      output = cellOutput(request.publish);
      interruption = new Interruption();
      thrown = null;
      value = undefined;
      routeStreams(output);
      const publishDisplay = (content: object, isUpdate: boolean) =>
        output.send({ type: isUpdate ? 'update_display_data' : 'display_data', content });
      tslab.jupyter.lastWriteDisplayData = publishDisplay;
      let failure: ErrorReport | null;
      try {
        failure = await execute(request);
        // Rejections that nobody catches are reported when the work at hand is done.
        await nextTurn();
        await interruption.race(output.settle());
      } catch (error) {
        failure = interruption.explain(error, report);
      }
      interruption.end();
      if (isSignalled(busy)) {
        if (!interruption.wasBroken) undisturbed(busy, absorbSignal);
        setSignalled(busy, false);
      }
      output.finish();
      return failure;
    },
    interrupt() {
      // Who hears of an interrupt is not stuck in a script.
      setBusy(busy, BUSY.loose);
      interruption.begin(() => executor.interrupt());
    },
    reportStray(error) {
      if (interruption.isOwn(error)) return;
      const { traceback } = report(error);
      output.write('stderr', `Nobody caught this error:\n${traceback.join('\n')}\n`);
    },
    complete: (source, position) => undisturbed(busy, () => executor.complete(source, position)),
    inspect: (source, position) => undisturbed(busy, () => executor.inspect(source, position)),
    close: () => executor.close(),
    kernel: { output: () => output, signal: () => interruption.ask() },
  };
}
