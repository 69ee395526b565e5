import { isoLanguage, isoLanguages } from '../../benchmarks/benchmark-facts.js';
import { BENCHMARKS } from '../../benchmarks/registry.js';

/** A task of the harness as benchmark and language. */
export interface TaskName {
  readonly task: string;
  /** ISO 639-1 code; `null` for a group and for a task of a benchmark that is not known. */
  readonly language: string | null;
}

/**
 * Reads a task's name as lm-evaluation-harness has it: `xnli` is a group, `xnli_de` German in it, `paws_de` German in
 * `pawsx`, `xwinograd_jp` Japanese (ISO `ja`) in `xwinograd`.
 * A task that is not of our benchmarks keeps its name and has no language: `xnli_eu`, for example, is a
 * benchmark of its own.
 */
export function parseTaskName(name: string): TaskName {
  for (const benchmark of BENCHMARKS) {
    const start = [benchmark.prefix, benchmark.name].find((prefix) => name.startsWith(`${prefix}_`));
    if (start === undefined) continue;
    const language = isoLanguage(benchmark, name.slice(start.length + 1));
    if (isoLanguages(benchmark).includes(language)) return { task: benchmark.name, language };
  }
  return { task: name, language: null };
}
