/** Names and counts in the texts on a study. */
import { findBenchmark } from '../../benchmarks/registry.js';

/** A benchmark as readers know it, in short: `pocket_names` is `names`. */
export function benchmarkTitle(task: string): string {
  return findBenchmark(task)?.shortTitle ?? task;
}

/** A number of things in words: `1 run`, `3 runs`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
