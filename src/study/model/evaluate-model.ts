/** Zero-shot evaluation of a model by name: fetched, loaded, scored, written. */
import { type CallElsewhere, findElsewhere } from '../../records/call-elsewhere.js';
import { evaluateHere, summariseHere } from './evaluate-here.js';
import type { EvaluateModelOptions, ModelEvaluation, ModelSummary } from './model-evaluation.js';
import {
  type PortableEvaluation,
  type PortableOptions,
  type PortableSummary,
  packEvaluation,
  unpackEvaluation,
  unpackOptions,
  withPortableOptions,
} from './portable-evaluation.js';

/**
 * Evaluates a model zero-shot on benchmarks, in float32.
 * Interrupted, it keeps the requests that are finished; the same call again goes on from there.
 * @throws RangeError where an option is wrong; HubError where something cannot be fetched; Error where a file is
 * malformed or missing, or the output cannot be a folder; the signal's reason where it is aborted.
 * @example
 * ```ts
 * import { evaluateModel, evaluationRun, evaluationTable, show } from 'lingtune';
 *
 * const evaluation = await evaluateModel({ model: 'pocket', tasks: 'pocket_names_et', limit: 10, cache: null });
 * await show(evaluationTable([evaluationRun(evaluation)]));
 * ```
 */
export async function evaluateModel(options: EvaluateModelOptions): Promise<ModelEvaluation> {
  const call = findElsewhere();
  if (call === null) return evaluateHere(options);
  return unpackEvaluation(await callPortably<PortableEvaluation>(call, 'evaluatePortably', options), options);
}

/**
 * As `evaluateModel`, but keeps no document in memory, so that there may be any number.
 * @throws what `evaluateModel` throws.
 */
export async function summariseModel(options: EvaluateModelOptions): Promise<ModelSummary> {
  const call = findElsewhere();
  if (call === null) return summariseHere(options);
  return unpackEvaluation(await callPortably<PortableSummary>(call, 'summarisePortably', options), options);
}

/** Calls one of the functions below in another process. */
function callPortably<Result>(
  call: CallElsewhere,
  name: string,
  options: EvaluateModelOptions,
): Promise<Result> {
  return withPortableOptions(
    options,
    (portable) => call({ module: import.meta.url, name, args: [portable] }) as Promise<Result>,
  );
}

/** What `evaluateModel` calls in another process. */
export async function evaluatePortably(options: PortableOptions): Promise<PortableEvaluation> {
  return packEvaluation(await evaluateHere(unpackOptions(options)));
}

/** What `summariseModel` calls in another process. */
export async function summarisePortably(options: PortableOptions): Promise<PortableSummary> {
  return packEvaluation(await summariseHere(unpackOptions(options)));
}
