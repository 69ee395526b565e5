/** Results files of lm-evaluation-harness: `results_<date>.json`, lm-eval 0.4.0 up to 0.4.13. */
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { checkPlainFile } from '../../base/files/plain-file.js';
import { isPrintable, quoteText } from '../../base/printable.js';
import { parsePythonJson } from '../../base/python/python-json.js';
import { conditionWords, type EvaluationConditions } from './conditions.js';
import {
  collectScores,
  type Evaluation,
  findGaps,
  type ListedAccuracy,
  noteWithoutAccuracy,
  refuseUnprintable,
} from './evaluation.js';
import { parseModelArgs } from './model-args.js';

/** Results without samples are under 1 MB; this bounds memory where something else is given. */
const MAX_BYTES = 32 * 1024 * 1024;

const Metrics = z.record(z.string(), z.unknown());
const Share = z.number().min(0).max(1);
const StandardError = z.union([Share, z.nan(), z.literal('N/A')]).nullish();
/** Python writes numbers that JSON does not have. */
const AnyNumber = z.custom<number>((value) => typeof value === 'number', 'a number was expected');
const SampleCount = z.object({ original: z.number(), effective: z.number() });

/** The fields that are read; all others are left alone. */
const ResultsFile = z.object({
  results: z.record(z.string(), Metrics),
  groups: z.record(z.string(), Metrics).default({}),
  versions: z.record(z.string(), z.union([z.string(), AnyNumber]).nullable()).default({}),
  'n-shot': z.record(z.string(), z.unknown()).default({}),
  'n-samples': z.record(z.string(), z.unknown()).default({}),
  chat_template: z.unknown().optional(),
  system_instruction: z.unknown().optional(),
  config: z
    .object({
      model_args: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
      limit: AnyNumber.nullish(),
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
  const file = check(parseJson(text, place), place);
  const { results, groups, versions, config } = file;
  // Most versions list groups among the results too.
  const entries = Object.entries({ ...groups, ...results });
  const accuracies: ListedAccuracy[] = [];
  const withoutAccuracy: string[] = [];
  const faults: string[] = [];
  const remarks: string[] = [];
  for (const [name, metrics] of entries) {
    if (!isPrintable(name)) {
      faults.push(`the task ${quoteText(name)} holds control characters and is left out`);
      continue;
    }
    const read = readAccuracies(name, metrics, Object.hasOwn(versions, name) ? versions[name] : null);
    accuracies.push(...read.accuracies);
    faults.push(...read.faults);
    remarks.push(...read.remarks);
    if (read.accuracies.length === 0 && read.faults.length === 0) withoutAccuracy.push(name);
  }
  if (accuracies.length === 0) throw new Error(`${place}: no task has an accuracy (acc)`);
  const { scores, notes } = collectScores(accuracies);
  const { lacks, ...model } = refuseUnprintable(parseModelArgs(config.model_args ?? null));
  const { conditions, phrases } = conditionWords(readConditions(file));
  return {
    ...model,
    scores,
    ...(conditions === null ? {} : { conditions }),
    lacks: [...phrases, ...lacks, ...faults, ...findGaps(scores)],
    notes: [...notes, ...remarks, ...noteWithoutAccuracy(withoutAccuracy)],
  };
}

/** What the file says of documents and prompts: with `samples=` only the counts of documents tell. */
function readConditions(file: z.output<typeof ResultsFile>): EvaluationConditions {
  const limit = file.config.limit ?? null;
  const counts = Object.entries(file['n-samples']).flatMap(([name, value]) => {
    const count = SampleCount.safeParse(value);
    return count.success && isPrintable(name) ? [{ name, ...count.data }] : [];
  });
  const cut = counts.filter(({ original, effective }) => effective < original);
  return {
    // An infinite limit is none.
    limit: limit === Number.POSITIVE_INFINITY ? null : limit,
    chosen:
      limit === null
        ? cut.map(({ name, original, effective }) => ({ name, documents: effective, of: original }))
        : [],
    shots: Object.values(file['n-shot']).filter((count) => typeof count === 'number'),
    hasChatTemplate: isGiven(file.chat_template),
    hasSystemInstruction: isGiven(file.system_instruction),
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}

function parseJson(text: string, place: string): unknown {
  try {
    return parsePythonJson(text);
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
): { accuracies: ListedAccuracy[]; faults: string[]; remarks: string[] } {
  const accuracies: ListedAccuracy[] = [];
  const faults: string[] = [];
  const remarks: string[] = [];
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
        stderr: typeof stderr.data === 'number' && !Number.isNaN(stderr.data) ? stderr.data : null,
        version: readVersion(version),
      });
      if (Number.isNaN(stderr.data)) {
        remarks.push(`the standard error of ${quoteText(name)} is NaN and left out`);
      }
    } else if (typeof value === 'number' && !Number.isFinite(value)) {
      faults.push(`the accuracy of ${quoteText(name)} is ${value} and left out`);
    } else {
      faults.push(`the accuracy of ${quoteText(name)} cannot be read`);
    }
  }
  return { accuracies, faults, remarks };
}

function readVersion(version: string | number | null | undefined): string | null {
  const text = String(version ?? '').trim();
  return text === '' || text === 'N/A' || !isPrintable(text) ? null : text;
}
