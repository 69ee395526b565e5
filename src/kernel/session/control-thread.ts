/**
 * The thread that hears interrupts and answers the heartbeat while a cell keeps the main thread busy. It has the
 * control and heartbeat sockets; whatever is not an interrupt goes on to the main thread.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { besideTslab, promptSender, type Zeromq } from '../tslab/beside-tslab.js';
import { breakIn } from './break-in.js';
import { endChildren } from './end-children.js';
import { messageFrames, parseRequest, type Request } from './message.js';

/** What the thread is started with. */
export interface ControlData {
  /** Addresses of the two sockets. */
  readonly control: string;
  readonly heartbeat: string;
  readonly key: string;
  readonly session: string;
}

/** What the thread tells the main thread. */
export type FromControl =
  | { readonly kind: 'ready' }
  | { readonly kind: 'request'; readonly frames: readonly Uint8Array[] };

/** What the main thread tells the thread: frames to send, a child process that stops by itself, or that it is over. */
export type ToControl =
  | { readonly frames: readonly (Uint8Array | string)[] }
  | { readonly spare: number }
  | { readonly isOver: true };

/** Milliseconds between two looks at whether Jupyter still lives. */
const PARENT_CHECK = 2000;

/** Runs the thread until the process ends. */
export async function runControlThread(): Promise<void> {
  const { control: address, heartbeat: pulse, key, session } = workerData as ControlData;
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
  let interrupts = 0;
  let last = Promise.resolve();
  const interrupt = ({ identities, header: parent }: Request) => {
    const frames = messageFrames('interrupt_reply', { status: 'ok' }, { identities, parent, key, session });
    interrupts += 1;
    const id = interrupts;
    // The main thread may be waiting for a child, and hears of nothing before that has ended.
    void endChildren(process.pid, spared);
    last = last.then(() => breakIn(id, () => answer(frames)));
  };
  void echo(heartbeat);
  for await (const frames of control) {
    try {
      const request = parseRequest(frames, key);
      if (request.header.msg_type === 'interrupt_request') interrupt(request);
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

/** Ends the kernel where the process that started it is gone: nobody could reach it any more. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, PARENT_CHECK).unref();
}
