/** An evaluation as lm-evaluation-harness writes it into `results_<date>.json`. */

import type { ScoringTokenizer, SpecialToken } from '../../records/scorer.js';
import type { Accuracy } from '../accuracy.js';
import type { EvaluationSummary, TaskSummary } from '../evaluation-result.js';

/** Whom an evaluation was of, and how, for its files. */
export interface ModelDescription {
  /** Hub name or folder of the base model. */
  readonly baseModel: string;
  /** Hub name or folder of the adapter, or `null`. */
  readonly adapter: string | null;
  /** Precision that the model computed in, for example `float32`. */
  readonly precision: string;
  readonly maxLength: number;
  readonly tokenizer: Pick<ScoringTokenizer, 'bos' | 'eos'>;
  /** What made the evaluation, with its version: `lingtune 0.1.0`. */
  readonly software: string;
  /** Split that was scored in place of each benchmark's own (default: its own). */
  readonly split?: string | undefined;
}

/**
 * The record of a results file, with the names and the order of lm-evaluation-harness 0.4.13. What only
 * a Python program has, such as the version of transformers, is `N/A`; `lm_eval_version` says which software it was.
 * Source: `EvalResults` in `lm_eval/result_schema.py`.
 */
export function harnessResults(
  result: EvaluationSummary,
  model: ModelDescription,
): Readonly<Record<string, unknown>> {
  const { tasks, groups, variant, limit, date, seconds } = result;
  const groupMetrics = Object.fromEntries(
    groups.map((group) => [
      group.benchmark.name,
      {
        alias: group.benchmark.name,
        ...metrics(group.benchmark.name, group),
        sample_count: { 'acc,none': group.documents },
      },
    ]),
  );
  const taskMetrics = Object.fromEntries(
    tasks.map((task) => [task.name, { alias: task.name, ...metrics(task.name, task) }]),
  );
  const names = [...tasks.map((task) => task.name), ...groups.map((group) => group.benchmark.name)].sort();
  const named = <Value>(value: Value): Record<string, Value> =>
    Object.fromEntries(names.map((name) => [name, value]));
  const { baseModel, adapter, precision } = model;
  return {
    results: { ...taskMetrics, ...groupMetrics },
    ...(groups.length === 0 ? {} : { groups: groupMetrics }),
    group_subtasks: Object.fromEntries(groups.map((group) => [group.benchmark.name, group.tasks])),
    configs: sorted(tasks.map((task) => [task.name, taskConfig(task, result, model)])),
    versions: sorted<string | number>([
      ...tasks.map((task) => [task.name, task.benchmark.versions[variant]] as const),
      ...groups.map((group) => [group.benchmark.name, group.benchmark.groupVersion] as const),
    ]),
    'n-shot': named(0),
    higher_is_better: named({ acc: true }),
    'n-samples': Object.fromEntries(
      tasks.map((task) => [task.name, { original: task.available, effective: task.documents }]),
    ),
    config: {
      model: 'lingtune',
      model_args: { pretrained: baseModel, dtype: precision, ...(adapter === null ? {} : { peft: adapter }) },
      model_dtype: precision,
      limit,
      use_cache: null,
      gen_kwargs: null,
    },
    git_hash: null,
    date: date.getTime() / 1000,
    pretty_env_info: `Node.js ${process.version}, ${process.platform} ${process.arch}`,
    transformers_version: 'N/A',
    lm_eval_version: model.software,
    upper_git_hash: null,
    tokenizer_eos_token: tokenPair(model.tokenizer.eos),
    tokenizer_bos_token: tokenPair(model.tokenizer.bos),
    eot_token_id: model.tokenizer.eos?.id ?? null,
    max_length: model.maxLength,
    task_hashes: Object.fromEntries(tasks.map((task) => [task.name, task.hash])),
    model_source: 'lingtune',
    model_name: modelName(model),
    model_name_sanitized: sanitizeModelName(modelName(model)),
    system_instruction: null,
    system_instruction_sha: null,
    fewshot_as_multiturn: false,
    chat_template: null,
    chat_template_sha: null,
    total_evaluation_time_seconds: String(seconds),
  };
}

/** What the harness calls the model: the adapter where there is one. */
export function modelName({ baseModel, adapter }: ModelDescription): string {
  return adapter ?? baseModel;
}

/** A model's name as a folder's, as the harness forms it. */
export function sanitizeModelName(name: string): string {
  return name.replace(/["<>:/|\\?*[\]]+/g, '__');
}

function metrics(name: string, { accuracy, stderr, documents }: Accuracy): Record<string, unknown> {
  return { name, sample_len: documents, 'acc,none': accuracy, 'acc_stderr,none': stderr ?? 'N/A' };
}

/** What the harness says of a task, without its code. */
function taskConfig(
  { name, benchmark, language }: TaskSummary,
  { variant }: EvaluationSummary,
  { software, split }: ModelDescription,
): Record<string, unknown> {
  const { dataset, delimiters, versions } = benchmark;
  const scored = split ?? dataset.split;
  return {
    task: name,
    dataset_path: dataset.name,
    dataset_name: language,
    [scored === 'test' ? 'test_split' : 'validation_split']: scored,
    description: '',
    target_delimiter: delimiters[variant],
    fewshot_delimiter: '\n\n',
    num_fewshot: 0,
    metric_list: [{ metric: 'acc', aggregation: 'mean', higher_is_better: true }],
    output_type: 'multiple_choice',
    repeats: 1,
    should_decontaminate: false,
    metadata: { version: versions[variant], variant, software },
  };
}

/** Token and id as the harness writes them. */
function tokenPair(token: SpecialToken | null): [string | null, string] {
  return token === null ? [null, 'None'] : [token.text, String(token.id)];
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
