/** What one cell shows, in the order in which it was asked for. */
import { performance } from 'node:perf_hooks';
import { StringDecoder } from 'node:string_decoder';
import { clearTimeout, setTimeout } from 'node:timers';
import { wellFormed } from '../../base/well-formed.js';
import type { CellOutput, OutputMessage, StreamName } from '../../notebook/running-kernel.js';
import { type KernelWork, kernelWork } from './kernel-work.js';

/** How text is bundled and cut. */
export interface CellOutputOptions {
  /** Milliseconds after a message for which printed text is collected (default: 15). */
  readonly pause?: number;
  /** Most characters of printed text of one cell (default: 8 million, what a saved notebook can bear). */
  readonly most?: number;
  /** Sending belongs to it (default: work that nobody interrupts). */
  readonly work?: KernelWork;
}

/** Characters of text that are sent at once rather than collected further. */
const PIECE = 65_536;

/** A slot in the order: text, or messages that may still be missing. */
type Slot =
  | { readonly name: StreamName; text: string }
  | { messages: readonly OutputMessage[] | null; readonly filled: () => void };

/**
 * Puts a cell's outputs in order. Printed text is sent at once, then collected for a moment, so that a million lines do
 * not become a million messages; too much of it is cut, and the end says how much.
 */
export function cellOutput(
  publish: (message: OutputMessage) => void,
  { pause = 15, most = 8_000_000, work = kernelWork() }: CellOutputOptions = {},
): CellOutput {
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  const slots: Slot[] = [];
  const open = new Set<Promise<void>>();
  let written = 0;
  let cut = 0;
  let collected = 0;
  let flushed = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  /** Sends what stands before the first open slot. */
  const flush = () => work.whole(sendFirst);
  const sendFirst = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    flushed = performance.now();
    collected = 0;
    for (let slot = slots[0]; slot !== undefined; slot = slots[0]) {
      if ('name' in slot) {
        publish({ type: 'stream', content: { name: slot.name, text: wellFormed(slot.text) } });
      } else {
        if (slot.messages === null) return;
        for (const message of slot.messages) publish(message);
      }
      slots.shift();
    }
  };
  const append = (name: StreamName, text: string) => {
    const last = slots[slots.length - 1];
    if (last !== undefined && 'name' in last && last.name === name) last.text += text;
    else slots[slots.length] = { name, text };
    collected += text.length;
  };
  /** What of printed text is to be shown; the rest is counted. */
  const fit = (name: StreamName, chunk: string | Uint8Array): string => {
    const text = typeof chunk === 'string' ? chunk : decoders[name].write(Buffer.from(chunk));
    const kept = text.slice(0, Math.max(most - written, 0));
    cut += text.length - kept.length;
    return kept;
  };
  const reserve = () => work.whole(openSlot);
  const openSlot = () => {
    let filled = () => {};
    const promise = new Promise<void>((resolve) => {
      filled = resolve;
    });
    open.add(promise);
    const slot: Slot = {
      messages: null,
      filled: () => {
        open.delete(promise);
        filled();
      },
    };
    slots.push(slot);
    return (messages: readonly OutputMessage[]) => {
      if (slot.messages !== null) return;
      slot.messages = messages;
      slot.filled();
      flush();
    };
  };
  const sendCut = () => {
    if (cut === 0) return;
    append('stderr', `\n[${cut.toLocaleString('en')} more characters were printed and are not shown]\n`);
    cut = 0;
  };
  return {
    write(name, chunk) {
      // Text that fits calls none of the built-ins that cells may have changed: a cell may print a million times.
      const isPlain = typeof chunk === 'string' && written + chunk.length <= most;
      const text = isPlain ? chunk : work.whole(() => fit(name, chunk));
      written += text.length;
      if (text === '') return;
      append(name, text);
      if (collected > PIECE || performance.now() - flushed > pause) flush();
      else timer ??= setTimeout(flush, pause);
    },
    send(message) {
      slots[slots.length] = { messages: [message], filled: () => {} };
      flush();
    },
    reserve,
    async settle() {
      while (open.size > 0) await Promise.all(open);
      sendCut();
      flush();
    },
    finish() {
      for (const slot of slots) {
        if ('name' in slot || slot.messages !== null) continue;
        slot.messages = [];
        slot.filled();
      }
      sendCut();
      flush();
    },
  };
}
