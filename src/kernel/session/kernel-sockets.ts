/** The kernel's sockets: shell and iopub here, control and heartbeat on a thread of their own. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { besideTslab, promptSender, type Zeromq } from '../tslab/beside-tslab.js';
import type { ControlData, FromControl, ToControl } from './control-thread.js';
import type { KernelWork } from './kernel-work.js';
import { type MessageHeader, messageFrames, parseRequest, type Request } from './message.js';

/** How Jupyter can be reached: the connection file. */
export interface Connection {
  readonly transport: string;
  readonly ip: string;
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly control_port: number;
  readonly stdin_port: number;
  readonly hb_port: number;
}

/** Answers one request. */
export type Reply = (type: string, content: object) => void;

/** What is done with what arrives. */
export interface SocketEvents {
  readonly work: KernelWork;
  /** Takes a request with the way to answer it. */
  onRequest(request: Request, reply: Reply): Promise<void>;
}

/** Open sockets. */
export interface KernelSockets {
  /** Tells everyone who watches; `parent` is the request that it belongs to. */
  publish(type: string, content: object, parent: MessageHeader | null): void;
  /** Keeps a child process from being ended at an interrupt. */
  spare(pid: number): void;
  /** Closes the sockets, once what is on its way has left. */
  close(): Promise<void>;
}

/** Reads a connection file. */
export function readConnection(path: string): Connection {
  return JSON.parse(readFileSync(path, 'utf8')) as Connection;
}

/** Opens the sockets and takes what arrives, until the process ends. */
export async function openSockets(
  connection: Connection,
  { work, onRequest }: SocketEvents,
): Promise<KernelSockets> {
  const { Publisher, Router } = besideTslab('zeromq') as Zeromq;
  const { transport, ip, key } = connection;
  const session = randomUUID();
  const address = (port: number) => `${transport}://${ip}${transport === 'ipc' ? '-' : ':'}${port}`;
  const iopub = new Publisher();
  const tellEveryone = promptSender(iopub);
  const shell = new Router();
  const answerShell = promptSender(shell);
  const stdin = new Router();
  const data: ControlData = {
    control: address(connection.control_port),
    heartbeat: address(connection.hb_port),
    key,
    session,
  };
  const thread = new Worker(new URL('control-thread-main.js', import.meta.url), { workerData: data });
  const tellThread = (message: ToControl) => thread.postMessage(message);
  const take = (frames: readonly Uint8Array[], send: (frames: (Uint8Array | string)[]) => void) => {
    work.regain();
    work.whole(() => answer(frames, send));
  };
  const answer = (frames: readonly Uint8Array[], send: (frames: (Uint8Array | string)[]) => void) => {
    let request: Request;
    try {
      request = parseRequest(frames, key);
    } catch {
      // Not signed with our key: whoever sent it gets no answer.
      return;
    }
    const { identities, header: parent } = request;
    const reply: Reply = (type, content) =>
      work.whole(() => send(messageFrames(type, content, { identities, parent, key, session })));
    void onRequest(request, reply);
  };
  const ready = new Promise<void>((resolve, reject) => {
    thread.on('error', reject);
    thread.on('message', (message: FromControl) => {
      if (message.kind === 'ready') resolve();
      if (message.kind === 'request') take(message.frames, (frames) => tellThread({ frames }));
    });
  });
  await Promise.all([
    iopub.bind(address(connection.iopub_port)),
    shell.bind(address(connection.shell_port)),
    stdin.bind(address(connection.stdin_port)),
    ready,
  ]);
  const listen = async () => {
    for await (const frames of shell) take(frames, answerShell);
  };
  void listen();
  return {
    publish(type, content, parent) {
      work.whole(() => {
        const identities = [`kernel.${session}.${type}`];
        tellEveryone(messageFrames(type, content, { identities, parent, key, session }));
      });
    },
    spare: (pid) => tellThread({ spare: pid }),
    async close() {
      const ended = once(thread, 'exit');
      tellThread({ isOver: true });
      await ended;
      for (const socket of [iopub, shell, stdin]) socket.close();
    },
  };
}
