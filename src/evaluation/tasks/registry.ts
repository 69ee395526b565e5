import type { BenchmarkTask } from './benchmark-task.js';
import { pawsx } from './pawsx.js';
import { xcopa } from './xcopa.js';
import { xnli } from './xnli.js';
import { xstorycloze } from './xstorycloze.js';
import { xwinograd } from './xwinograd.js';

/** All benchmarks, in the paper's order; a new one is a file beside these and a place in this list. */
export const BENCHMARKS: readonly BenchmarkTask[] = [xnli, xcopa, xstorycloze, xwinograd, pawsx];
