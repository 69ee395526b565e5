import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../../base/caught-error.js';
import { flushFolder, writeFileAtomic } from '../../base/files/atomic-file.js';
import { PendingFile } from '../../base/files/pending-file.js';
import type { EvaluatedDocument, EvaluationSummary } from '../evaluation-result.js';
import { harnessResults, type ModelDescription, modelName, sanitizeModelName } from './harness-results.js';
import { sampleLine } from './harness-sample.js';

/** What to write. */
export interface WriteResultsOptions {
  /** Whom the evaluation was of. */
  readonly model: ModelDescription;
  /** Whether each document is written too, a file a task (default: no). */
  readonly samples?: boolean;
}

/** What was written. */
export interface WrittenResults {
  /** Path of `results_<date>.json`. */
  readonly results: string;
  /** Paths of `samples_<task>_<date>.jsonl`, in the order of the tasks. */
  readonly samples: readonly string[];
}

/** Lines that are written together. */
const LINES_AT_ONCE = 500;

/**
 * The files of an evaluation that is still running: samples are written as they come, under temporary names, and none
 * of them is left where `discard` is called in place of `finish`.
 */
export class ResultsWriter {
  private readonly ownFolder: string;
  private readonly files = new Map<string, PendingFile>();
  private task = '';
  private lines: string[] = [];

  /** @param folder in which the model's folder will be; nothing is made yet. */
  constructor(
    folder: string,
    private readonly options: WriteResultsOptions,
  ) {
    this.ownFolder = join(folder, sanitizeModelName(modelName(options.model)));
  }

  /**
   * Writes a document, where samples are wanted; all of a task come one after the other.
   * @throws Error where the file cannot be written; TypeError where a field is neither plain data nor bytes.
   */
  add(document: EvaluatedDocument, task: string): void {
    if (this.options.samples !== true) return;
    if (task !== this.task) this.endTask();
    this.task = task;
    if (this.lines.push(sampleLine(document)) >= LINES_AT_ONCE) this.flush();
  }

  /**
   * Gives the samples their names and writes the results, which come last so that they never lack their samples.
   * @throws Error where a file cannot be written; nothing temporary is left then.
   */
  finish(result: EvaluationSummary): WrittenResults {
    try {
      this.endTask();
      mkdirSync(this.ownFolder, { recursive: true });
      const date = localDate(result.date);
      const samples = [...this.files].map(([task, file]) => {
        const path = join(this.ownFolder, `samples_${task}_${date}.jsonl`);
        writing(path, () => file.keepAs(path));
        return path;
      });
      if (samples.length > 0) flushFolder(this.ownFolder);
      const results = join(this.ownFolder, `results_${date}.json`);
      writeFileAtomic(results, JSON.stringify(harnessResults(result, this.options.model), null, 2));
      return { results, samples };
    } catch (cause) {
      this.discard();
      throw cause;
    }
  }

  /** Removes what has no final name yet. */
  discard(): void {
    for (const file of this.files.values()) file.discard();
    this.files.clear();
    this.lines = [];
  }

  private endTask(): void {
    this.flush();
    writing(this.stem(), () => this.files.get(this.task)?.end());
  }

  private flush(): void {
    if (this.lines.length === 0) return;
    const text = this.lines.join('');
    this.lines = [];
    writing(this.stem(), () => writeFileSync(this.open().descriptor, text));
  }

  private open(): PendingFile {
    const known = this.files.get(this.task);
    if (known !== undefined) return known;
    mkdirSync(this.ownFolder, { recursive: true });
    const file = new PendingFile(this.stem());
    this.files.set(this.task, file);
    return file;
  }

  private stem(): string {
    return join(this.ownFolder, `samples_${this.task}`);
  }
}

/** Writes to a file. @throws Error with its path where that fails. */
function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    const why = errorMessage(cause);
    throw new Error(`writeResults: ${path} must be writable, got ${why}`, { cause });
  }
}

/** Local date and time as Python's `isoformat` has them, to the microsecond, with `-` for `:`. */
function localDate(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return `${local.replaceAll(':', '-').replace('Z', '')}000`;
}
