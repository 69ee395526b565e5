/** What a run writes down while it goes: `log.jsonl`, and TensorBoard's curves beside it. */

import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../../base/caught-error.js';
import { writeFully } from '../../base/files/full-transfer.js';
import type { LogLine } from '../../records/log-line.js';
import { scalarRecord, versionRecord } from './event-record.js';
import type { LogSizes } from './run-state.js';

/** Logs that are open. */
export interface RunLog {
  /** Adds a line. @throws Error with the path where it cannot be written. */
  write(line: LogLine): void;
  /** Flushes all to disk, and says how much there is. */
  flush(): LogSizes;
  close(): void;
}

/** Where and by which clock is written down. */
export interface RunLogOptions {
  /** Bytes that belong to the state from which the run goes on; what is beyond them is cut off (default: none do). */
  readonly sizes?: LogSizes | undefined;
  /** Milliseconds since 1970 (default: `Date.now`). */
  readonly now?: (() => number) | undefined;
}

/** Name of the log in the folder of a run. */
export const LOG_FILE = 'log.jsonl';
/** TensorBoard finds files whose names have `tfevents` in them. */
const EVENTS = 'events.out.tfevents.lingtune';

/**
 * Opens the logs of a run, new or cut back to a state.
 * @param folder of the run.
 * @throws Error with the path where a log cannot be opened or is shorter than the state says.
 */
export function openRunLog(folder: string, { sizes, now = Date.now }: RunLogOptions = {}): RunLog {
  const seconds = () => now() / 1000;
  const lines = openCut(join(folder, LOG_FILE), sizes?.lines ?? 0);
  const events = openCut(join(folder, EVENTS), sizes?.events ?? 0);
  if (fstatSync(events.file).size === 0) append(events, versionRecord(seconds()));
  return {
    write(line) {
      const { step, ...fields } = line;
      const values = Object.fromEntries(Object.entries(fields).filter(isNumber));
      append(lines, Buffer.from(`${JSON.stringify(line)}\n`));
      append(events, scalarRecord({ wallTime: seconds(), step, values }));
    },
    flush() {
      for (const { file } of [lines, events]) fsyncSync(file);
      return { lines: fstatSync(lines.file).size, events: fstatSync(events.file).size };
    },
    close() {
      for (const { file } of [lines, events]) closeSync(file);
    },
  };
}

/** Whether a field of a line is a curve's; the list of a step's empty micro-batches is none. */
function isNumber(field: readonly [string, unknown]): field is [string, number] {
  return typeof field[1] === 'number';
}

interface OpenFile {
  readonly path: string;
  readonly file: number;
}

function openCut(path: string, size: number): OpenFile {
  const file = openSync(path, 'a');
  const found = fstatSync(file).size;
  if (found < size) {
    closeSync(file);
    throw new Error(`openRunLog: ${path} must have ${size} bytes at least, got ${found}`);
  }
  ftruncateSync(file, size);
  return { path, file };
}

function append({ path, file }: OpenFile, bytes: Buffer): void {
  try {
    writeFully(file, bytes);
  } catch (cause) {
    const reason = errorMessage(cause);
    throw new Error(`openRunLog: ${path} must be writable, got ${reason}`, { cause });
  }
}
