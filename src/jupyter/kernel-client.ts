/** A front end without a face: starts a kernel and talks to it, for the doctor, the bench and the tests. */

import { messageFrames, parseRequest } from '../kernel/session/message.js';
import { besideTslab, promptSender, type Socket } from '../kernel/tslab/beside-tslab.js';
import { type KernelProcessOptions, startKernelProcess } from './kernel-process.js';

/** A message that a kernel sent. */
export interface KernelMessage {
  readonly type: string;
  /** `msg_id` of the request that it belongs to, where it belongs to one. */
  readonly parent: string | undefined;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A cell that has run. */
export interface ExecutedCell {
  readonly reply: Readonly<Record<string, unknown>>;
  /** What it showed, in order, without states and the echo of its text. */
  readonly outputs: readonly KernelMessage[];
}

/** A kernel that runs. */
export interface KernelClient {
  readonly pid: number;
  /** Sends a request, on the control channel where it is so said. @returns content of the answer. */
  request(type: string, content: object, channel?: 'shell' | 'control'): Promise<KernelMessage['content']>;
  /** Runs a cell and waits until the kernel is idle again. */
  execute(code: string, options?: object): Promise<ExecutedCell>;
  /** Is called for everything that the kernel tells everyone. @returns ends it. */
  watch(listener: (message: KernelMessage) => void): () => void;
  /** Ends the kernel. */
  close(): Promise<void>;
}

type Dealer = Socket & { connect(address: string): void; subscribe(): void; receiveHighWaterMark: number };

/** Longest wait for the first answer, in milliseconds. */
const PATIENCE = 60_000;

/** Milliseconds between two questions to a kernel that starts. */
const PAUSE = 25;

/**
 * Starts a kernel and waits until it answers and is heard.
 * @throws Error with what the kernel said where it ends, or does not answer in a minute.
 */
export async function startKernelClient(options: KernelProcessOptions = {}): Promise<KernelClient> {
  const kernel = await startKernelProcess(options);
  const { key, addresses, ended } = kernel;
  const zeromq = besideTslab('zeromq') as Record<'Dealer' | 'Subscriber', new () => Dealer>;
  const [shell, control, iopub] = [new zeromq.Dealer(), new zeromq.Dealer(), new zeromq.Subscriber()];
  const senders = new Map([shell, control].map((socket) => [socket, promptSender(socket)]));
  shell.connect(addresses.shell);
  control.connect(addresses.control);
  iopub.connect(addresses.iopub);
  iopub.receiveHighWaterMark = 0;
  iopub.subscribe();
  const waiting = new Map<string, (content: KernelMessage['content']) => void>();
  const listeners = new Set<(message: KernelMessage) => void>();
  const read = async (socket: Dealer, take: (message: KernelMessage) => void) => {
    for await (const frames of socket) {
      const { header, parent, content } = parseRequest(frames, key);
      take({ type: header.msg_type, parent: parent.msg_id, content });
    }
  };
  const answered = ({ parent = '', content }: KernelMessage) => waiting.get(parent)?.(content);
  void read(shell, answered);
  void read(control, answered);
  void read(iopub, (message) => {
    for (const listener of listeners) listener(message);
  });
  const send = (type: string, content: object, socket: Dealer) => {
    const frames = messageFrames(type, content, { identities: [], parent: null, key, session: key });
    const { msg_id: id } = JSON.parse(String(frames[2])) as { msg_id: string };
    const answer = new Promise<KernelMessage['content']>((resolve) => {
      waiting.set(id, (content) => {
        waiting.delete(id);
        resolve(content);
      });
    });
    senders.get(socket)?.(frames);
    return { id, answer: Promise.race([answer, ended]) };
  };
  const watch = (listener: (message: KernelMessage) => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  const client: KernelClient = {
    pid: kernel.pid,
    request: (type, content, channel = 'shell') =>
      send(type, content, channel === 'shell' ? shell : control).answer,
    async execute(code, options = {}) {
      const outputs: KernelMessage[] = [];
      let id = '';
      let stop = () => {};
      const idle = new Promise<void>((resolve) => {
        stop = watch((message) => {
          if (message.parent !== id) return;
          if (message.type === 'status') {
            if (message.content.execution_state === 'idle') resolve();
          } else if (message.type !== 'execute_input') outputs.push(message);
        });
      });
      const request = { code, silent: false, store_history: true, stop_on_error: true, ...options };
      const sent = send('execute_request', { ...request, user_expressions: {}, allow_stdin: false }, shell);
      id = sent.id;
      const reply = await sent.answer;
      await Promise.race([idle, ended]);
      stop();
      return { reply, outputs };
    },
    watch,
    async close() {
      await kernel.close();
      for (const socket of [shell, control, iopub]) socket.close();
    },
  };
  try {
    await Promise.race([heard(client), ended]);
  } catch (error) {
    await client.close();
    throw error;
  }
  return client;
}

/** Asks the kernel until it is heard on the channel for everyone, which takes a moment to connect. */
async function heard({ watch, request }: KernelClient): Promise<void> {
  let isHeard = false;
  const stop = watch(() => {
    isHeard = true;
  });
  const started = performance.now();
  while (!isHeard) {
    if (performance.now() - started > PATIENCE) {
      throw new Error('startKernelClient: the kernel must answer within a minute, got no answer');
    }
    await Promise.race([
      request('kernel_info_request', {}),
      new Promise((resolve) => setTimeout(resolve, 1000)),
    ]);
    if (!isHeard) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  stop();
}
