/** Running one cell: compiled and executed by tslab, shown and stopped by us. */
import { setImmediate } from 'node:timers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { types } from 'node:util';
import { resultBundle } from '../../notebook/results/result-bundle.js';
import type { CellOutput, OutputMessage, RunningKernel } from '../../notebook/running-kernel.js';
import { compileReport, type ErrorReport, errorReport } from '../errors/error-report.js';
import { read } from '../errors/thrown-words.js';
import { traceCells } from '../errors/trace-cells.js';
import type { Executor, Tslab } from '../tslab/tslab-seam.js';
import { cellCompiler } from './cell-compiler.js';
import { cellOutput } from './cell-output.js';
import { Interruption } from './interruption.js';
import type { KernelWork } from './kernel-work.js';
import { routeStreams } from './route-streams.js';

/** Variable in which tslab keeps a cell's value. */
const LAST_EXPRESSION = /^tsLastExpr\d*$/;

/** A cell that is asked for, and whom to tell of it. */
export interface CellRequest {
  readonly source: string;
  /** Number of the cell, as in `In[3]`. */
  readonly count: number;
  /** Whether its value is not to be shown. */
  readonly isSilent: boolean;
  /** Tells that the cell begins; whoever hears of it may stop the cell. */
  readonly announce: () => void;
  /** Sends a message that belongs to the cell. */
  readonly publish: (message: OutputMessage) => void;
}

/** Runs cells one after the other. */
export interface CellRunner extends Pick<Executor, 'complete' | 'inspect' | 'close'> {
  /** Runs a cell; all it has to show is sent before this resolves. @returns what went wrong, or `null`. */
  run(request: CellRequest): Promise<ErrorReport | null>;
  /** What stops the cell that runs; the last one, which is over, where none does. */
  running(): Interruption;
  /** Shows an error that nobody caught, after its cell ended too. */
  reportStray(thrown: unknown): void;
  /** What the package in a cell may ask of the kernel. */
  readonly kernel: Omit<RunningKernel, 'spare'>;
}

/** Makes the runner of the notebook's folder. */
export function cellRunner(tslab: Tslab, folder: string, work: KernelWork): CellRunner {
  const compiler = cellCompiler(tslab, work);
  traceCells(compiler.find, work.whole);
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
      value = withoutTslabsName(result);
    },
    // Compile errors come as a format and its parts; the compiler has them already.
    error: (...parts) => {
      if (parts.length === 1) thrown = { error: parts[0] };
    },
  });
  let output = cellOutput(() => {}, { work });
  let interruption = new Interruption(() => {});
  interruption.end();
  process.on('SIGINT', () => interruption.begin());

  /** What may be torn out: the user's code, on its way to everything that it shows. */
  const execute = async (
    { source, count, isSilent }: CellRequest,
    { running, shown, turnOver }: { running: Interruption; shown: CellOutput; turnOver: () => Promise<void> },
  ): Promise<ErrorReport | null> => {
    // It was stopped before it began.
    if (running.hasBegun) return null;
    compiler.begin(count, source);
    const hasRun = await executor.execute(source);
    if (types.isPromise(value)) work.lend();
    const wrong = compiler.diagnostics();
    if (wrong.length > 0) return work.whole(() => compileReport(wrong, { cell: count, source }));
    if (!hasRun) throw thrown === null ? new Error('the cell could not be run') : thrown.error;
    // Only real promises: to ask anything else for its `then` would run its code.
    const result = types.isPromise(value) ? await value : value;
    work.settle();
    if (result !== undefined && result !== null && !isSilent) {
      const fill = shown.reserve();
      const { data, metadata } = await resultBundle(result);
      fill([{ type: 'execute_result', content: { execution_count: count, data, metadata } }]);
    }
    // Only then is it known which rejections nobody catches.
    await turnOver();
    await shown.settle();
    return null;
  };
  return {
    async run(request) {
      const running = new Interruption(() => executor.interrupt());
      interruption = running;
      const shown = cellOutput(request.publish, { work });
      output = shown;
      thrown = null;
      value = undefined;
      request.announce();
      routeStreams(shown);
      const publishDisplay = (content: object, isUpdate: boolean) =>
        shown.send({ type: isUpdate ? 'update_display_data' : 'display_data', content });
      tslab.jupyter.lastWriteDisplayData = publishDisplay;
      let failure: ErrorReport | null;
      try {
        failure = await running.race(
          inTurnOfItsOwn((turnOver) => execute(request, { running, shown, turnOver })),
        );
      } catch (error) {
        failure = work.whole(() => running.explain(error, report));
      }
      work.settle();
      running.end();
      shown.finish();
      return failure;
    },
    running: () => interruption,
    reportStray(error) {
      if (interruption.isOwn(error)) return;
      work.whole(() => {
        const { traceback } = report(error);
        output.write('stderr', `Nobody caught this error:\n${traceback.join('\n')}\n`);
      });
    },
    complete: executor.complete,
    inspect: executor.inspect,
    close: () => executor.close(),
    kernel: { output: () => output, signal: () => interruption.ask() },
  };
}

/** A cell's value; a function that has no name gets that of the variable in which tslab keeps it, and loses it here. */
function withoutTslabsName(value: unknown): unknown {
  if (typeof value === 'function' && LAST_EXPRESSION.test(String(read(value, 'name')))) {
    Object.defineProperty(value, 'name', { value: '' });
  }
  return value;
}

/**
 * Does work on an empty stack: what it is torn out of takes nothing of the kernel along. A reaction of a promise it is,
 * as Node keeps books on callbacks of its own. Who waits for the work is told to it at once, as V8 forgets the reactions
 * that stand behind one that is torn.
 * @param work gets a function that waits for the end of the turn of the event loop in which it stands. Work that ends in
 * the turn in which it began has not to wait until V8, between two turns, has collected garbage.
 */
function inTurnOfItsOwn<Result>(work: (turnOver: () => Promise<void>) => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    setImmediate(() => void Promise.resolve().then(() => void work(turnOver).then(resolve, reject)));
    // In the same turn, once Node has told of the rejections that the first has left.
    const first = nextTurn().then(() => {
      isOver = true;
    });
    const turnOver = () => (isOver ? nextTurn() : first);
  });
}
