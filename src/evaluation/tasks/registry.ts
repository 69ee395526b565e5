import type { BenchmarkTask } from './benchmark-task.js';
import { pawsx } from './pawsx.js';
import { pocketArticles } from './pocket-articles.js';
import { pocketKeywords } from './pocket-keywords.js';
import { pocketNames } from './pocket-names.js';
import { xcopa } from './xcopa.js';
import { xnli } from './xnli.js';
import { xstorycloze } from './xstorycloze.js';
import { xwinograd } from './xwinograd.js';

/** The benchmarks of the paper, in its order: those of lm-evaluation-harness. */
export const PAPER_BENCHMARKS: readonly BenchmarkTask[] = [xnli, xcopa, xstorycloze, xwinograd, pawsx];

/** Those that ship with the package and need no hub. */
export const POCKET_BENCHMARKS: readonly BenchmarkTask[] = [pocketNames, pocketKeywords, pocketArticles];

/** All benchmarks; a new one is a file beside these and a place in one of these lists. */
export const BENCHMARKS: readonly BenchmarkTask[] = [...PAPER_BENCHMARKS, ...POCKET_BENCHMARKS];
