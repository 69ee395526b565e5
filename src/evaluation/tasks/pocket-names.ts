/** Pocket names: which of two names has these keywords? */
import type { BenchmarkTask } from './benchmark-task.js';
import { definePocketTask } from './pocket-task.js';

/** The benchmark. */
export const pocketNames: BenchmarkTask = definePocketTask('pocket_names');
