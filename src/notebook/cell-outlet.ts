/**
 * The one way to a cell's output. Whatever a cell shows (values, live figures and tables, progress) goes through here: to
 * our kernel where this process is one, else to the tslab kernel that it runs in; outside of a notebook as text.
 */
import { randomUUID } from 'node:crypto';
import { tslabWriter } from './plain-tslab.js';
import { type OutputMessage, runningKernel } from './running-kernel.js';

/** What a notebook shows for one value: its representations, by MIME type. */
export interface MimeBundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** How a bundle is sent. */
export interface SendOptions {
  /** Name under which what is shown can be updated (default: it cannot be). */
  readonly id?: string | undefined;
  /** Whether it takes the place of what was shown under that name (default: it is shown anew). */
  readonly isUpdate?: boolean | undefined;
}

/** Sends a bundle to the front end. */
export type SendBundle = (bundle: MimeBundle, options?: SendOptions) => void;

/** Where and by which clock something is shown that changes. */
export interface LiveOptions {
  /** The notebook cell's display, `null` outside of one (default: as it is). */
  readonly display?: SendBundle | null;
  /** Milliseconds since any beginning (default: `performance.now`). */
  readonly now?: () => number;
}

/** What sends to the output of the cell that runs now; `null` outside of a notebook. */
export function cellDisplay(): SendBundle | null {
  const output = runningKernel()?.output();
  if (output === undefined) return tslabDisplay();
  return (bundle, options) => output.send(displayMessage(bundle, options));
}

/**
 * Keeps the next place in the cell's output for a bundle that takes time to make: what is shown meanwhile stands below.
 * Under plain tslab, which knows no places, and outside of a notebook, where text is printed, it comes when it is made.
 * @returns takes the bundle, or `null` where there is none after all.
 */
export function reserveDisplay(options: SendOptions): (bundle: MimeBundle | null) => void {
  const fill = runningKernel()?.output().reserve();
  if (fill !== undefined) {
    return (bundle) => fill(bundle === null ? [] : [displayMessage(bundle, options)]);
  }
  const send = tslabDisplay() ?? printBundle;
  return (bundle) => {
    if (bundle !== null) send(bundle, options);
  };
}

/** Clears what the cell shows, with `wait` when the next output comes; nothing but our kernel can. */
export function clearCell({ wait }: { readonly wait: boolean }): void {
  runningKernel()?.output().send({ type: 'clear_output', content: { wait } });
}

/** A place that is drawn again and again: each bundle takes that of the one before. */
export function drawInPlace(display: SendBundle): (bundle: MimeBundle) => void {
  const id = randomUUID();
  let isUpdate = false;
  return (bundle) => {
    display(bundle, { id, isUpdate });
    isUpdate = true;
  };
}

/** A bundle of nothing but text. */
export function textBundle(text: string): MimeBundle {
  return { data: { 'text/plain': text }, metadata: {} };
}

/** Outside of a notebook: its text is printed. */
export function printBundle({ data }: MimeBundle): void {
  console.log(data['text/plain']);
}

function displayMessage(bundle: MimeBundle, options: SendOptions = {}): OutputMessage {
  return {
    type: options.isUpdate === true ? 'update_display_data' : 'display_data',
    content: displayContent(bundle, options),
  };
}

function displayContent({ data, metadata }: MimeBundle, { id }: SendOptions): object {
  return { data, metadata, transient: id === undefined ? {} : { display_id: id } };
}

function tslabDisplay(): SendBundle | null {
  const write = tslabWriter();
  if (write === null) return null;
  return (bundle, options = {}) => write(displayContent(bundle, options), options.isUpdate === true);
}
