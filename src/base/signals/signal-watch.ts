/** The thread that ends a program at a second signal where the main thread does not. */
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENDING_SIGNALS, signalExitCode } from './ending-signals.js';

/** Milliseconds that the main thread has for ending the program, by itself and then torn out of what it runs. */
const GRACE = 1000;

/** Node's handle of a signal, as any thread's event loop hears of it. */
interface SignalHandle {
  onsignal: (signal: number) => void;
  start(signal: number): number;
}

/** Node lets only the main thread listen to signals. What lies beneath is there for its own tests. */
interface Internals {
  internalBinding(name: 'signal_wrap'): { readonly Signal: new () => SignalHandle };
}

/**
 * Watches for signals until the thread is ended.
 * @throws Error where Node does not let its threads hear of signals.
 */
export function watchSignals(): void {
  const { internalBinding } = createRequire(import.meta.url)('internal/test/binding') as Internals;
  const { Signal } = internalBinding('signal_wrap');
  let isFirst = true;
  for (const number of Object.values(ENDING_SIGNALS)) {
    const handle = new Signal();
    handle.onsignal = (signal) => {
      if (!isFirst) void endProgram(signal);
      isFirst = false;
    };
    handle.start(number);
  }
}

/**
 * Ends the program. Its main thread is torn out of what it runs, to do so at the next turn of its event loop; where it is
 * stuck in the system or in a library, it is ended from outside.
 */
async function endProgram(signal: number): Promise<void> {
  await sleep(GRACE);
  const inspector = new Session();
  inspector.connectToMainThread();
  const expression = `setImmediate(() => process.exit(${signalExitCode(signal)}))`;
  inspector.post('Runtime.evaluate', { expression });
  inspector.post('Runtime.terminateExecution');
  // Else Node would tell that it waits for a debugger.
  inspector.disconnect();
  await sleep(GRACE);
  process.kill(process.pid, 'SIGKILL');
}
