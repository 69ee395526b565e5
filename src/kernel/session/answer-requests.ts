/** What the kernel answers to each kind of request. */
import type { Tslab } from '../tslab/tslab-seam.js';
import { cellHistory } from './cell-history.js';
import { cellQueue } from './cell-queue.js';
import type { KernelSockets, Reply } from './kernel-sockets.js';
import type { Request } from './message.js';
import { completeReply, cursorOf, inspectReply, kernelInfoReply } from './reply-contents.js';
import type { CellRunner } from './run-cell.js';

/** Parts of the kernel that answer. */
export interface Answerers {
  readonly tslab: Pick<Tslab, 'compiler' | 'isCompleteCode'>;
  readonly runner: CellRunner;
  readonly publish: KernelSockets['publish'];
  /** Ends the kernel, once the answer is on its way. */
  readonly shutDown: () => void;
}

/** Answers a request; what it takes time for is awaited. */
type Answer = (request: Request, reply: Reply) => Promise<void> | void;

/** Makes the function that answers requests: busy, answer, idle. */
export function requestAnswerer(parts: Answerers): (request: Request, reply: Reply) => Promise<void> {
  const answers = answersOf(parts);
  return async (request, reply) => {
    const state = (execution_state: string) => parts.publish('status', { execution_state }, request.header);
    state('busy');
    try {
      await answers[request.header.msg_type]?.(request, reply);
    } finally {
      state('idle');
    }
    if (request.header.msg_type === 'shutdown_request') parts.shutDown();
  };
}

function answersOf({ tslab, runner, publish }: Answerers): Readonly<Record<string, Answer>> {
  const history = cellHistory();
  return {
    kernel_info_request: (_, reply) => reply('kernel_info_reply', kernelInfoReply(tslab.compiler.version)),
    execute_request: executeAnswer({ runner, publish, remember: history.add }),
    is_complete_request: ({ content }, reply) => {
      const { completed, indent = '' } = tslab.isCompleteCode(String(content.code));
      reply('is_complete_reply', completed ? { status: 'complete' } : { status: 'incomplete', indent });
    },
    complete_request: ({ content }, reply) => {
      const { code, units } = cursorOf(content);
      reply('complete_reply', completeReply(code, runner.complete(code, units)));
    },
    inspect_request: ({ content }, reply) => {
      const { code, units } = cursorOf(content);
      reply('inspect_reply', inspectReply(runner.inspect(code, units)));
    },
    history_request: ({ content }, reply) =>
      reply('history_reply', { status: 'ok', history: history.find(content) }),
    comm_info_request: (_, reply) => reply('comm_info_reply', { status: 'ok', comms: {} }),
    // Nothing here can talk by comms: the other end is told so at once.
    comm_open: ({ content, header }) => publish('comm_close', { comm_id: content.comm_id, data: {} }, header),
    shutdown_request: ({ content, header }, reply) => {
      const answer = { status: 'ok', restart: content.restart === true };
      reply('shutdown_reply', answer);
      publish('shutdown_reply', answer, header);
    },
  };
}

/** Runs cells in their order, as the protocol has it. */
function executeAnswer({
  runner,
  publish,
  remember,
}: Pick<Answerers, 'runner' | 'publish'> & { remember: (line: number, source: string) => void }): Answer {
  const queue = cellQueue();
  let count = 0;
  return ({ header, content }, reply) => {
    const source = String(content.code);
    const isSilent = content.silent === true;
    const stopsOnError = content.stop_on_error !== false;
    let answer: object = {};
    return queue({
      async run() {
        if (!isSilent) {
          count += 1;
          if (content.store_history !== false) remember(count, source);
        }
        const failure = await runner.run({
          source,
          count,
          isSilent,
          announce() {
            if (!isSilent) publish('execute_input', { code: source, execution_count: count }, header);
          },
          publish: (message) => publish(message.type, message.content, header),
        });
        if (failure !== null) publish('error', failure, header);
        answer =
          failure === null
            ? { status: 'ok', execution_count: count, user_expressions: {}, payload: [] }
            : { status: 'error', execution_count: count, ...failure, user_expressions: {}, payload: [] };
        return failure !== null && stopsOnError;
      },
      drop: () => reply('execute_reply', { status: 'aborted', execution_count: count }),
      finish: () => reply('execute_reply', answer),
    });
  };
}
