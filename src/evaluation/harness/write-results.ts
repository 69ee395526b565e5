/** An evaluation's files, where lm-evaluation-harness would have put its own. */
import type { EvaluationResult } from '../evaluation-result.js';
import { ResultsWriter, type WriteResultsOptions, type WrittenResults } from './results-writer.js';

/**
 * Writes an evaluation into `<folder>/<model>/`, as lm-evaluation-harness 0.4.13 lays out its files. The date in the
 * names is when the evaluation started, in local time. The results come last, so that they never lack their samples.
 * @throws Error where a file cannot be written; nothing temporary is left then.
 */
export function writeResults(
  result: EvaluationResult,
  folder: string,
  options: WriteResultsOptions,
): WrittenResults {
  const writer = new ResultsWriter(folder, options);
  try {
    for (const { name, samples } of result.tasks) {
      for (const document of samples) writer.add(document, name);
    }
    return writer.finish(result);
  } finally {
    writer.discard();
  }
}
