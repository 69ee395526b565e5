/** Zero-shot evaluation of a model on benchmarks. */
import type { EvaluatedDocument, EvaluationResult, EvaluationSummary } from './evaluation-result.js';
import { type DocumentSink, type EvaluateOptions, streamEvaluation } from './stream-evaluation.js';

/**
 * Evaluates a model zero-shot: of each document's choices it should find the right one likeliest.
 *
 * All documents are read and checked before the first is scored, and read again as they are scored. Progress counts
 * requests. Where the work is stopped or fails, the cache has what was finished.
 * @throws RangeError where the limit is not a positive integer or a request cannot be encoded; Error where a document
 * is malformed, the source gives other documents the second time or a log-probability is not a number; what the source and the scorer throw; the signal's reason where it is stopped.
 */
export function evaluate(options: EvaluateOptions): Promise<EvaluationResult> {
  return keepSamples((onDocument) => streamEvaluation(options, onDocument));
}

/** Makes an evaluation that hands its documents on, and keeps them with their tasks. */
export async function keepSamples<Summary extends EvaluationSummary>(
  work: (onDocument: DocumentSink) => Promise<Summary>,
): Promise<Summary & EvaluationResult> {
  const samples = new Map<string, EvaluatedDocument[]>();
  const summary = await work((document, task) => {
    const own = samples.get(task);
    if (own === undefined) samples.set(task, [document]);
    else own.push(document);
  });
  return {
    ...summary,
    // Every task has at least one document.
    tasks: summary.tasks.map((task) => ({ ...task, samples: samples.get(task.name) ?? [] })),
  };
}
