/** An evaluation's files, where lm-evaluation-harness would have put its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile, writeFileAtomic } from '../../util/atomic-file.js';
import type { EvaluatedDocument, EvaluationResult } from '../evaluation-result.js';
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

/**
 * Writes an evaluation into `<folder>/<model>/`, as lm-evaluation-harness 0.4.13 lays out its files. The date in the
 * names is when the evaluation started, in local time. The results come last, so that they never lack their samples.
 * @throws Error where a file cannot be written.
 */
export function writeResults(
  result: EvaluationResult,
  folder: string,
  { model, samples = false }: WriteResultsOptions,
): WrittenResults {
  const place = join(folder, sanitizeModelName(modelName(model)));
  mkdirSync(place, { recursive: true });
  const date = localDate(result.date);
  const samplePaths = (samples ? result.tasks : []).map((task) => {
    const path = join(place, `samples_${task.name}_${date}.jsonl`);
    replaceFile(path, (file) => writeSamples(file, task.samples), 'writeResults');
    return path;
  });
  const path = join(place, `results_${date}.json`);
  writeFileAtomic(path, JSON.stringify(harnessResults(result, model), null, 2));
  return { results: path, samples: samplePaths };
}

/** Lines that are written together. */
const LINES_AT_ONCE = 500;

function writeSamples(file: number, samples: readonly EvaluatedDocument[]): void {
  for (let start = 0; start < samples.length; start += LINES_AT_ONCE) {
    writeFileSync(
      file,
      samples
        .slice(start, start + LINES_AT_ONCE)
        .map(sampleLine)
        .join(''),
    );
  }
}

/** Local date and time as Python's `isoformat` has them, to the microsecond, with `-` for `:`. */
function localDate(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return `${local.replaceAll(':', '-').replace('Z', '')}000`;
}
