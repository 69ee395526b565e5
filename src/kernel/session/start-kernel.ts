/** The kernel: tslab's compiler and executor with our sockets, outputs, errors and interrupts around them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { announceKernel } from '../../notebook/running-kernel.js';
import { workElsewhere } from '../../records/call-elsewhere.js';
import { callInChild } from '../elsewhere/call-in-child.js';
import { loadTslab } from '../tslab/tslab-seam.js';
import { requestAnswerer } from './answer-requests.js';
import { allowBreakIn } from './break-in.js';
import { endChildren } from './end-children.js';
import { type KernelSockets, openSockets, readConnection, type SocketEvents } from './kernel-sockets.js';
import { kernelWork } from './kernel-work.js';
import { cellRunner } from './run-cell.js';
import { standInForBinding } from './stand-in-for-binding.js';

/** Calls that an error remembers: enough to reach the cell from deep within a package. */
const DEEPEST_STACK = 100;

/** Milliseconds in which the last messages leave the process. */
const FAREWELL = 100;

/**
 * Starts the kernel in the current folder, where cells find their packages.
 * @param connectionFile path of the file by which Jupyter says how it can be reached.
 * @throws Error where tslab does not fit or a port cannot be opened.
 */
export async function startKernel(connectionFile: string): Promise<void> {
  Error.stackTraceLimit = DEEPEST_STACK;
  const exit = refuseExit();
  standInForBinding();
  const work = kernelWork();
  let answer: SocketEvents['onRequest'] = async () => {};
  // The thread and the sockets come up while the compiler is loaded, which takes most of the start.
  const opening = openSockets(readConnection(connectionFile), {
    work,
    onRequest: (request, reply) => answer(request, reply),
  });
  opening.catch(() => {});
  const tslab = loadTslab(undefined, work.cell);
  const runner = cellRunner(tslab, process.cwd(), work);
  allowBreakIn({ work, running: runner.running });
  process.on('uncaughtException', (error) => runner.reportStray(error));
  process.on('unhandledRejection', (reason) => runner.reportStray(reason));
  let sockets: KernelSockets | null = null;
  const shutDown = async () => {
    runner.close();
    await Promise.all([sleep(FAREWELL), endChildren(process.pid, new Set())]);
    await sockets?.close();
    exit(0);
  };
  const publish: KernelSockets['publish'] = (...message) => sockets?.publish(...message);
  answer = requestAnswerer({ tslab, runner, publish, shutDown: () => void shutDown() });
  sockets = await opening;
  announceKernel({ ...runner.kernel, spare: sockets.spare });
  workElsewhere(callInChild({ signal: runner.kernel.signal, onStart: sockets.spare }));
  publish('status', { execution_state: 'starting' }, null);
}

/** Says what became of a cell's wish to end the process. */
class ExitRefused extends Error {
  override readonly name: string = 'ExitRefused';
}

/**
 * Has `process.exit` end the cell that calls it, not the kernel with all that the notebook has made.
 * @returns what does end the process.
 */
function refuseExit(): typeof process.exit {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    throw new ExitRefused(
      `process.exit(${code ?? ''}) ends the cell and keeps the kernel with its variables; to end it too, shut it down in Jupyter`,
    );
  };
  return exit;
}
