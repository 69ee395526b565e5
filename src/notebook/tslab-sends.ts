/** Makes the running tslab send every message, however many come in one go. */
import { createRequire } from 'node:module';

/** What we need of a ZeroMQ socket. */
interface Socket {
  /** Milliseconds to wait where a message cannot be sent at once. */
  sendTimeout: number;
  send(frames: unknown): Promise<void>;
}

/** Whether it is done: the modules that are loaded are many, and something is shown often. */
let isPrompt = false;

/**
 * Lets tslab's sockets send at once. As they are, zeromq.js puts off every 513th message and throws "Socket is busy
 * writing" at the next one of that turn: tslab then loses a message, or fails a cell without a word. Without a time-out
 * it puts nothing off, and a publisher never has to wait.
 */
export function promptTslabSends(): void {
  if (isPrompt) return;
  const cache = createRequire(import.meta.url).cache;
  for (const module of Object.values(cache)) {
    if (module === undefined || !/[\\/]zeromq[\\/]lib[\\/]index\.js$/.test(module.filename)) continue;
    const prototype: Socket = module.exports.Publisher.prototype;
    const { send } = prototype;
    const sendAtOnce = function (this: Socket, frames: unknown): Promise<void> {
      if (this.sendTimeout !== 0) this.sendTimeout = 0;
      return send.call(this, frames);
    };
    // Inherited from a native class, which an assignment cannot shadow.
    Object.defineProperty(prototype, 'send', { value: sendAtOnce });
    isPrompt = true;
  }
}
