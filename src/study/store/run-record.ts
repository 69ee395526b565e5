/** What the store holds of a run: one JSON file. */
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { VARIANTS, type Variant } from '../../benchmarks/benchmark-task.js';
import type { Run, RunDescription, Score } from '../../records/run.js';
import type { PlannedEvaluation } from '../plan/planned-run.js';
import type { StudyEvaluation } from '../plan/study-profile.js';

/** What a run's tuning was. */
export interface TuningFacts {
  /** Everything that `run.json` says. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly steps: number;
  /** Loss of the first step, mean of a learnt token. */
  readonly firstLoss: number;
  readonly lastLoss: number;
  readonly pairs: number;
  /** Tokens learnt from in one pass over the pairs. */
  readonly learntTokens: number;
}

/** A run that is finished: what was done, with what, when, and what came out. */
export interface StudyRecord extends Omit<RunDescription, 'status' | 'source' | 'duplicateOf'> {
  /** Name within the study. */
  readonly name: string;
  /** `null` for BASE. */
  readonly tuning: TuningFacts | null;
  readonly evaluation: StudyEvaluation & {
    readonly documents: number;
    /** Absent where the prompts were the current ones. */
    readonly variant?: Variant | undefined;
  };
  readonly scores: readonly Score[];
  readonly versions: Readonly<Record<'lingtune' | 'node' | 'platform' | 'backend', string>>;
  /** When the process that finished the run began with it, and when it was done, in ISO 8601. */
  readonly started: string;
  readonly ended: string;
  /** How long that process took; what an earlier one did of it is not in it. */
  readonly seconds: Readonly<Record<'tuning' | 'evaluation', number>>;
}

const Text = z.string();
const Moment = z.iso.datetime();
const Seconds = z.number().min(0);

const ScoreForm = z.strictObject({
  task: Text,
  language: Text.nullable(),
  accuracy: z.number().min(0).max(1),
  stderr: z.number().min(0).nullable(),
  version: Text.nullable(),
});

const TuningForm = z.strictObject({
  config: z.record(Text, z.unknown()),
  steps: z.int().min(1),
  firstLoss: z.number(),
  lastLoss: z.number(),
  pairs: z.int().min(1),
  learntTokens: z.int().min(0),
});

/** The form of a run's file. */
const StudyRecordForm: z.ZodType<StudyRecord> = z.strictObject({
  name: Text,
  experiment: Text,
  model: Text,
  subset: Text,
  run: z.int().min(1),
  selectionSeed: z.int().nullable(),
  tuningSeed: z.int().nullable(),
  languages: z.array(Text),
  tuning: TuningForm.nullable(),
  evaluation: z.strictObject({
    tasks: z.array(Text),
    limit: z.int().nullable(),
    data: Text.nullable(),
    documents: z.int().min(1),
    variant: z.enum(VARIANTS).optional(),
  }),
  scores: z.array(ScoreForm).min(1),
  versions: z.strictObject({ lingtune: Text, node: Text, platform: Text, backend: Text }),
  started: Moment,
  ended: Moment,
  seconds: z.strictObject({ tuning: Seconds, evaluation: Seconds }),
});

/**
 * The content of a run's file.
 * @param path for messages.
 * @throws Error with the path and the field that is missing or wrong.
 */
export function parseRecord(content: unknown, path: string): StudyRecord {
  return checkForm(StudyRecordForm, content, path);
}

/** What a record says of what was to be evaluated; of the prompts' variant only where it is not the current one. */
export function recordedEvaluation({
  tasks,
  variant,
  limit,
  data = null,
}: PlannedEvaluation): Omit<StudyRecord['evaluation'], 'documents'> {
  return { tasks: [...tasks], limit, data, ...(variant === 'current' ? {} : { variant }) };
}

/** A record as figures, tables and CSV files have it. */
export function recordRun(record: StudyRecord): Run {
  const { experiment, model, subset, run, selectionSeed, tuningSeed, languages, evaluation, scores } = record;
  return {
    ...{ experiment, model, subset, run, selectionSeed, tuningSeed, languages, scores },
    status: evaluation.limit === null ? 'complete' : 'partial',
    ...(evaluation.limit === null ? {} : { conditions: `limit ${evaluation.limit}` }),
    source: recordPath(record.name),
    duplicateOf: null,
  };
}

/** Where a run's file is in the folder of its study, with `/` on every system. */
export function recordPath(name: string): string {
  return `runs/${name}.json`;
}
