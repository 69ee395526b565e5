/**
 * The thread that hears interrupts and answers the heartbeat while a cell keeps the main thread busy. It has the
 * control and heartbeat sockets; whatever is not an interrupt goes on to the main thread.
 */
import { Session } from 'node:inspector';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { BUSY, type BusyState, busyWith, heardSoFar, setSignalled } from './busy-state.js';
import { endChildren } from './end-children.js';
import { messageFrames, parseRequest, type Request } from './message.js';
import { promptSender } from './prompt-sender.js';
import { besideTslab, type Zeromq } from './tslab-seam.js';

/** What the thread is started with. */
export interface ControlData {
  /** Addresses of the two sockets. */
  readonly control: string;
  readonly heartbeat: string;
  readonly key: string;
  readonly session: string;
  /** What the main thread does. */
  readonly busy: BusyState;
}

/** What the thread tells the main thread. */
export type FromControl =
  | { readonly kind: 'ready' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'request'; readonly frames: readonly Uint8Array[] };

/** What the main thread tells the thread: frames to send, a child process that stops by itself, or that it is over. */
export type ToControl =
  | { readonly frames: readonly (Uint8Array | string)[] }
  | { readonly spare: number }
  | { readonly isOver: true };

/** Milliseconds in which a main thread that is not stuck hears of an interrupt. */
const PROMPT = 60;

/** Milliseconds after which one that still has not heard of it is torn out of what it runs. */
const PATIENCE = 1000;

/** Milliseconds between two looks at whether Jupyter still lives. */
const PARENT_CHECK = 2000;

/** Runs the thread until the process ends. */
export async function runControlThread(): Promise<void> {
  const { control: address, heartbeat: pulse, key, session, busy } = workerData as ControlData;
  const tell = (message: FromControl) => parentPort?.postMessage(message);
  const { Router, Reply } = besideTslab('zeromq') as Zeromq;
  const control = new Router();
  const heartbeat = new Reply();
  const answer = promptSender(control);
  await Promise.all([control.bind(address), heartbeat.bind(pulse)]);
  const spared = new Set<number>();
  parentPort?.on('message', (message: ToControl) => {
    if ('spare' in message) spared.add(message.spare);
    else if ('isOver' in message) {
      control.close();
      heartbeat.close();
      parentPort?.close();
    } else answer(message.frames);
  });
  endWithParent();
  tell({ kind: 'ready' });
  const interrupt = async ({ identities, header }: Request) => {
    const before = heardSoFar(busy);
    const isDeaf = () => heardSoFar(busy) === before;
    tell({ kind: 'interrupt' });
    const content = { status: 'ok' };
    answer(messageFrames('interrupt_reply', content, { identities, parent: header, key, session }));
    const ended = endChildren(process.pid, spared);
    let isBroken = process.platform === 'win32';
    let wasScript = false;
    for (let waited = 0; waited < PATIENCE; waited += PROMPT) {
      await sleep(PROMPT);
      if (!isDeaf()) break;
      // Twice in a script: not about to leave it.
      const isStuck = wasScript && busyWith(busy) === BUSY.script;
      wasScript = busyWith(busy) === BUSY.script;
      if (isBroken || !isStuck) continue;
      setSignalled(busy, true);
      process.kill(process.pid, 'SIGINT');
      isBroken = true;
    }
    if (isDeaf() && busyWith(busy) !== BUSY.kernel) tearOut();
    if (isBroken) await sleep(PATIENCE);
    setSignalled(busy, false);
    await ended;
  };
  void echo(heartbeat);
  for await (const frames of control) {
    try {
      const request = parseRequest(frames, key);
      if (request.header.msg_type === 'interrupt_request') void interrupt(request);
      else tell({ kind: 'request', frames });
    } catch {
      // Not signed with our key: whoever sent it gets no answer.
    }
  }
}

async function echo(
  heartbeat: AsyncIterable<Uint8Array[]> & Pick<InstanceType<Zeromq['Reply']>, 'send'>,
): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

/** Ends whatever JavaScript the main thread runs; the thread itself lives on. */
function tearOut(): void {
  const inspector = new Session();
  inspector.connectToMainThread();
  inspector.post('Runtime.terminateExecution', () => inspector.disconnect());
}

/** Ends the kernel where the process that started it is gone: nobody could reach it any more. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, PARENT_CHECK).unref();
}
