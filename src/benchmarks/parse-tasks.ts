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

/**
 * Reads names of tasks.
 * @param names names separated by commas, or a list of them: `xcopa_et,xnli`.
 * @param benchmarks what there is to choose from (default: all).
 * @throws RangeError where there is no name, or no task of a name; tasks that may have been meant are named.
 */
export function parseTasks(
  names: string | readonly string[],
  benchmarks: readonly BenchmarkTask[] = BENCHMARKS,
): TaskSelection {
  const asked = (typeof names === 'string' ? names.split(',') : names)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (asked.length === 0) throw new RangeError('parseTasks: names must hold at least one task, got none');
  const tasks = new Map<string, LanguageTask>();
  const groups = new Set<BenchmarkTask>();
  for (const name of asked) {
    const group = benchmarks.find((benchmark) => benchmark.name === name);
    if (group !== undefined) groups.add(group);
    const found = group === undefined ? findLanguageTask(name, benchmarks) : languageTasks(group);
    for (const task of found) tasks.set(task.name, task);
  }
  return { tasks: [...tasks.values()], groups: [...groups] };
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
