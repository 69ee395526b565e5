/** The names of tasks as lm-evaluation-harness has them: `xnli` for a benchmark, `xnli_de` for one language of it. */
import { isNearWord } from '../base/near-word.js';
import { quoteText } from '../base/printable.js';
import type { BenchmarkTask } from './benchmark-task.js';
import { BENCHMARKS } from './registry.js';

/** One language of a benchmark. */
export interface LanguageTask {
  /** Its name, for example `paws_de`. */
  readonly name: string;
  readonly benchmark: BenchmarkTask;
  /** Language as the benchmark names it: Japanese is `jp` in XWinograd. */
  readonly language: string;
}

/** What is to be evaluated. */
export interface TaskSelection {
  /** Languages of benchmarks, each once, in the order of asking. */
  readonly tasks: readonly LanguageTask[];
  /** Benchmarks that were asked for as a whole and so have an accuracy of their own, in the order of asking. */
  readonly groups: readonly BenchmarkTask[];
}

/** What is asked for: names separated by commas, whole benchmarks, or a list of both. */
export type AskedTasks = string | BenchmarkTask | readonly (string | BenchmarkTask)[];

/**
 * Reads what is asked for.
 * @param names names as lm-evaluation-harness has them, `xcopa_et,xnli`, or benchmarks that `defineTask` has made.
 * @param benchmarks what there is to choose from by name (default: all of ours).
 * @throws RangeError where there is no name, no task of a name (tasks that may have been meant are named), or two
 * benchmarks have a task of one name.
 */
export function parseTasks(
  names: AskedTasks,
  benchmarks: readonly BenchmarkTask[] = BENCHMARKS,
): TaskSelection {
  const asked = taskList(names);
  if (asked.length === 0) throw new RangeError('parseTasks: names must hold at least one task, got none');
  const tasks = new Map<string, LanguageTask>();
  const groups = new Map<string, BenchmarkTask>();
  for (const name of asked) {
    const group = typeof name === 'string' ? benchmarks.find((benchmark) => benchmark.name === name) : name;
    if (group !== undefined) groups.set(group.name, checkSame(groups.get(group.name), group));
    for (const task of group === undefined ? findLanguageTask(`${name}`, benchmarks) : languageTasks(group)) {
      checkSame(tasks.get(task.name)?.benchmark, task.benchmark);
      tasks.set(task.name, task);
    }
  }
  return { tasks: [...tasks.values()], groups: [...groups.values()] };
}

/** Refuses two benchmarks under one name, whose scores nobody could tell apart. */
function checkSame(known: BenchmarkTask | undefined, benchmark: BenchmarkTask): BenchmarkTask {
  if (known === undefined || known === benchmark) return benchmark;
  throw new RangeError(
    `parseTasks: benchmarks must have names and tasks of their own, got two of ${quoteText(benchmark.name)}`,
  );
}

/** What is asked for, one by one. */
export function taskList(names: AskedTasks): (string | BenchmarkTask)[] {
  const list = typeof names === 'string' ? names.split(',') : [names].flat();
  return list.flatMap((name) => (typeof name === 'string' ? name.trim() || [] : name));
}

/** All languages of a benchmark. */
export function languageTasks(benchmark: BenchmarkTask): LanguageTask[] {
  return benchmark.languages.map((language) => ({
    name: `${benchmark.prefix}_${language}`,
    benchmark,
    language,
  }));
}

function findLanguageTask(name: string, benchmarks: readonly BenchmarkTask[]): LanguageTask[] {
  const all = benchmarks.flatMap(languageTasks);
  const found = all.find((task) => task.name === name);
  if (found !== undefined) return [found];
  const known = [...benchmarks.map((benchmark) => benchmark.name), ...all.map((task) => task.name)];
  const near = known.filter((candidate) => isNearWord(name, candidate));
  const hint = near.length === 0 ? choices(name, benchmarks) : `did you mean ${near.join(', ')}`;
  throw new RangeError(
    `parseTasks: a task must be a benchmark or one of its languages, got ${quoteText(name)}; ${hint}`,
  );
}

/** What there is to choose from: the languages of the benchmark that a name begins with, else the benchmarks. */
function choices(name: string, benchmarks: readonly BenchmarkTask[]): string {
  const meant = benchmarks.find(({ prefix }) => name.startsWith(`${prefix}_`));
  if (meant !== undefined) return `${meant.name} has ${meant.languages.join(', ')}`;
  return `there are ${benchmarks.map((benchmark) => benchmark.name).join(', ')}`;
}
