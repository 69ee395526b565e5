/** Pocket keywords: which of two lists of keywords has this name? */
import type { BenchmarkTask } from './benchmark-task.js';
import { definePocketTask } from './pocket-task.js';

/** The benchmark. */
export const pocketKeywords: BenchmarkTask = definePocketTask('pocket_keywords');
