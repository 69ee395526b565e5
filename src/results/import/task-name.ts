/** Names of tasks in lm-evaluation-harness, read as benchmark and language. */
import { TASKS } from '../../records/run.js';

/** Languages (ISO 639-1) that each benchmark has documents in. Source: section 5.2 and the harness's task folders. */
export const BENCHMARK_LANGUAGES: Readonly<Record<(typeof TASKS)[number], readonly string[]>> = {
  xnli: ['ar', 'bg', 'de', 'el', 'en', 'es', 'fr', 'hi', 'ru', 'sw', 'th', 'tr', 'ur', 'vi', 'zh'],
  xcopa: ['et', 'ht', 'id', 'it', 'qu', 'sw', 'ta', 'th', 'tr', 'vi', 'zh'],
  xstorycloze: ['ar', 'en', 'es', 'eu', 'hi', 'id', 'my', 'ru', 'sw', 'te', 'zh'],
  xwinograd: ['en', 'fr', 'ja', 'pt', 'ru', 'zh'],
  pawsx: ['de', 'en', 'es', 'fr', 'ja', 'ko', 'zh'],
};

/** A language of one of the pocket benchmarks, which are our own. */
const POCKET_TASK = /^(pocket_[a-z]+)_([a-z]{2})$/;

/** A task of the harness as benchmark and language. */
export interface TaskName {
  readonly task: string;
  /** ISO 639-1 code; `null` for a group and for a task of a benchmark that is not known. */
  readonly language: string | null;
}

/**
 * Reads a task's name: `xnli` is a group, `xnli_de` German in it, `paws_de` German in `pawsx`,
 * `xwinograd_jp` Japanese (ISO `ja`) in `xwinograd`, `pocket_names_de` German in our own `pocket_names`.
 * A task that is not of these benchmarks keeps its name and has no language: `xnli_eu`, for example, is a
 * benchmark of its own.
 */
export function parseTaskName(name: string): TaskName {
  const [, pocket, own] = POCKET_TASK.exec(name) ?? [];
  if (pocket !== undefined && own !== undefined) return { task: pocket, language: own };
  const [, prefix, suffix] = /^([a-z]+)_([a-z]{2})$/.exec(name) ?? [];
  const task = TASKS.find((benchmark) => benchmark === (prefix === 'paws' ? 'pawsx' : prefix));
  const language = task === 'xwinograd' && suffix === 'jp' ? 'ja' : suffix;
  return task !== undefined && language !== undefined && BENCHMARK_LANGUAGES[task].includes(language)
    ? { task, language }
    : { task: name, language: null };
}
