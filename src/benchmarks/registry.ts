import { TASKS } from '../records/run.js';
import type { BenchmarkTask } from './benchmark-task.js';
import { pawsx } from './pawsx.js';
import { pocketArticles, pocketKeywords, pocketNames } from './pocket.js';
import { xcopa } from './xcopa.js';
import { xnli } from './xnli.js';
import { xstorycloze } from './xstorycloze.js';
import { xwinograd } from './xwinograd.js';

const PAPER: Readonly<Record<(typeof TASKS)[number], BenchmarkTask>> = {
  ...{ xnli, xcopa, xstorycloze, xwinograd, pawsx },
};

/** The benchmarks of the paper, in its order: those of lm-evaluation-harness. */
export const PAPER_BENCHMARKS: readonly BenchmarkTask[] = TASKS.map((name) => PAPER[name]);

/** Those that ship with the package and need no hub. */
export const POCKET_BENCHMARKS: readonly BenchmarkTask[] = [pocketNames, pocketKeywords, pocketArticles];

/** All benchmarks: a new one is a file beside these and a place in this list. */
export const BENCHMARKS: readonly BenchmarkTask[] = [...PAPER_BENCHMARKS, ...POCKET_BENCHMARKS];

/** The benchmark of a name, or `undefined` where there is none. */
export function findBenchmark(name: string): BenchmarkTask | undefined {
  return BENCHMARKS.find((benchmark) => benchmark.name === name);
}
