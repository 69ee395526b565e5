/** One document of an evaluation as lm-evaluation-harness writes it into `samples_<task>_<date>.jsonl`. */
import { pythonJson } from '../../base/python/python-form.js';
import { pythonFloat } from '../../base/python/python-text.js';
import { type DocumentHashes, documentHashes } from '../document-hashes.js';
import type { EvaluatedDocument } from '../evaluation-result.js';

/** One line of a samples file; the names are the harness's. */
export interface HarnessSample extends DocumentHashes {
  readonly doc_id: number;
  readonly doc: EvaluatedDocument['fields'];
  readonly target: string;
  /** Context and continuation of each request. */
  readonly arguments: Readonly<Record<string, { readonly arg_0: string; readonly arg_1: string }>>;
  /** Log-probability and greediness of each request as Python prints them, each in a list of one repetition. */
  readonly resps: readonly (readonly [readonly [string, string]])[];
  readonly filtered_resps: readonly (readonly [string, string])[];
  readonly filter: 'none';
  readonly metrics: readonly ['acc'];
  /** 1 where the model chose rightly, else 0. */
  readonly acc: 0 | 1;
}

/**
 * A document as the harness writes it.
 * Source: `evaluate` in `lm_eval/evaluator.py` and `EvaluationTracker.save_results_samples` of 0.4.13.
 */
export function harnessSample(document: EvaluatedDocument): HarnessSample {
  const { index, fields, target, requests, scores, isCorrect } = document;
  const responses = scores.map(
    ({ logProbability, isGreedy }) => [pythonFloat(logProbability), isGreedy ? 'True' : 'False'] as const,
  );
  return {
    doc_id: index,
    doc: fields,
    target,
    arguments: Object.fromEntries(
      requests.map(({ context, continuation }, choice) => [
        `gen_args_${choice}`,
        { arg_0: context, arg_1: continuation },
      ]),
    ),
    resps: responses.map((response) => [response]),
    filtered_resps: responses,
    filter: 'none',
    metrics: ['acc'],
    ...documentHashes(document),
    acc: isCorrect ? 1 : 0,
  };
}

/** A document as a line of a samples file. */
export function sampleLine(document: EvaluatedDocument): string {
  const { form } = document;
  return `${pythonJson(harnessSample(document), { form: form && { fields: { doc: form } } })}\n`;
}
