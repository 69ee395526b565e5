/** Results files of lm-evaluation-harness: `results_<date>.json`, lm-eval 0.4.0 up to 0.4.13. */
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { checkPlainFile } from '../util/plain-file.js';
import { isPrintable, quoteText } from '../util/printable.js';
import {
  type Accuracy,
  collectScores,
  type Evaluation,
  findGaps,
  noteWithoutAccuracy,
  refuseUnprintable,
} from './evaluation.js';
import { parseModelArgs } from './model-args.js';

/** Results without samples are under 1 MB; this bounds memory where something else is given. */
const MAX_BYTES = 256 * 1024 * 1024;

const Metrics = z.record(z.string(), z.unknown());
const Share = z.number().min(0).max(1);
const StandardError = z.union([Share, z.literal('N/A')]).nullish();

/** The fields that are read; all others are left alone. */
const ResultsFile = z.object({
  results: z.record(z.string(), Metrics),
  groups: z.record(z.string(), Metrics).default({}),
  versions: z.record(z.string(), z.union([z.string(), z.number()]).nullable()).default({}),
  config: z
    .object({
      model_args: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
      limit: z.number().nullish(),
    })
    .default({}),
});

/**
 * Reads a results file.
 * @throws Error with the path where the file is not UTF-8, not JSON, or not of this form.
 */
export function readLmEvalJson(path: string): Evaluation {
  checkPlainFile(path);
  const { size } = statSync(path);
  if (size > MAX_BYTES) {
    throw new Error(`${path}: a results file must be under ${MAX_BYTES} bytes, got ${size}`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    throw new Error(`${path}: the file is not UTF-8 text`, { cause });
  }
  return parseLmEvalJson(text, path);
}

/**
 * Reads the text of a results file.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place where the text is not JSON or not of this form.
 */
export function parseLmEvalJson(text: string, place: string): Evaluation {
  const { results, groups, versions, config } = check(parseJson(text, place), place);
  // Most versions list groups among the results too.
  const entries = Object.entries({ ...groups, ...results });
  const accuracies: Accuracy[] = [];
  const withoutAccuracy: string[] = [];
  const faults: string[] = [];
  for (const [name, metrics] of entries) {
    if (!isPrintable(name)) {
      faults.push(`the task ${quoteText(name)} holds control characters and is left out`);
      continue;
    }
    const read = readAccuracies(name, metrics, Object.hasOwn(versions, name) ? versions[name] : null);
    accuracies.push(...read.accuracies);
    faults.push(...read.faults);
    if (read.accuracies.length === 0 && read.faults.length === 0) withoutAccuracy.push(name);
  }
  if (accuracies.length === 0) throw new Error(`${place}: no task has an accuracy (acc)`);
  const { scores, notes } = collectScores(accuracies);
  const { lacks, ...model } = refuseUnprintable(parseModelArgs(config.model_args ?? null));
  const limit = config.limit ?? null;
  return {
    ...model,
    scores,
    lacks: [
      ...(limit === null ? [] : [`only a part of the documents was evaluated (limit ${limit})`]),
      ...lacks,
      ...faults,
      ...findGaps(scores),
    ],
    notes: [...notes, ...noteWithoutAccuracy(withoutAccuracy)],
  };
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${place}: the file is not complete JSON; copy it again`, { cause });
  }
}

function check(value: unknown, place: string): z.output<typeof ResultsFile> {
  const checked = ResultsFile.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the file' : quoteText(issue.path.join('.'));
  throw new Error(`${place}: not results of lm_eval: ${where}: ${issue?.message}`, { cause: checked.error });
}

/** Accuracies of one task, keyed `acc,<filter>` beside `acc_stderr,<filter>`. */
function readAccuracies(
  name: string,
  metrics: z.output<typeof Metrics>,
  version: string | number | null | undefined,
): { accuracies: Accuracy[]; faults: string[] } {
  const accuracies: Accuracy[] = [];
  const faults: string[] = [];
  for (const [key, value] of Object.entries(metrics)) {
    const [metric, filter = 'none'] = key.split(',', 2);
    if (metric !== 'acc') continue;
    const accuracy = Share.safeParse(value);
    const stderr = StandardError.safeParse(metrics[`acc_stderr,${filter}`]);
    if (accuracy.success && stderr.success) {
      accuracies.push({
        name,
        filter,
        accuracy: accuracy.data,
        stderr: typeof stderr.data === 'number' ? stderr.data : null,
        version: readVersion(version),
      });
    } else {
      faults.push(`the accuracy of ${quoteText(name)} cannot be read`);
    }
  }
  return { accuracies, faults };
}

function readVersion(version: string | number | null | undefined): string | null {
  const text = String(version ?? '').trim();
  return text === '' || text === 'N/A' || !isPrintable(text) ? null : text;
}
