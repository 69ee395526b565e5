/** The seam to plain tslab, where its kernel and not ours runs the cells: its public interface sends no whole bundles. */
import { createRequire } from 'node:module';

/** tslab's writer of `display_data`, set while a cell runs. */
export type TslabWriter = (content: object, isUpdate: boolean) => void;

/** A ZeroMQ socket, as far as we need it. */
interface Socket {
  /** Milliseconds to wait where a message cannot be sent at once. */
  sendTimeout: number;
  send(frames: unknown): Promise<void>;
}

/**
 * Finds the writer of the tslab kernel that this process runs in. A cell may load another copy of tslab; only the copy
 * that the kernel itself started has a writer.
 * @returns `null` outside of a kernel.
 */
export function tslabWriter(): TslabWriter | null {
  type Jupyter = { readonly lastWriteDisplayData?: TslabWriter | null };
  const writers = loadedModules<Jupyter>(/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/).map(
    ({ lastWriteDisplayData }) => lastWriteDisplayData,
  );
  const writer = writers.find((found) => typeof found === 'function') ?? null;
  if (writer !== null) sendPromptly();
  return writer;
}

/** Whether it is done: the modules that are loaded are many, and something is shown often. */
let isPrompt = false;

/**
 * Lets tslab's sockets send at once. As they are, zeromq.js puts off every 513th message and throws "Socket is busy
 * writing" at the next one of that turn: tslab then loses a message, or fails a cell without a word. Without a time-out
 * it puts nothing off, and a publisher never has to wait.
 */
function sendPromptly(): void {
  if (isPrompt) return;
  type Zeromq = { readonly Publisher: { readonly prototype: Socket } };
  for (const { Publisher } of loadedModules<Zeromq>(/[\\/]zeromq[\\/]lib[\\/]index\.js$/)) {
    const { prototype } = Publisher;
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

function loadedModules<Exports>(file: RegExp): Exports[] {
  return Object.values(createRequire(import.meta.url).cache).flatMap((module) =>
    module !== undefined && file.test(module.filename) ? [module.exports as Exports] : [],
  );
}
