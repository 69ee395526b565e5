/** Names and counts in the texts on a study. */
import { TASK_NAMES } from '../subsets.js';

/** A benchmark as readers know it, one of our own without its family name: `pocket_names` is `names`. */
export function benchmarkTitle(task: string): string {
  return TASK_NAMES[task] ?? task.replace(/^pocket_/, '');
}

/** A number of things in words: `1 run`, `3 runs`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
