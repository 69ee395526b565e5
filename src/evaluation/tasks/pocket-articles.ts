/** Pocket articles: which of two pieces is of this passage of the Declaration of Human Rights? */
import type { BenchmarkTask } from './benchmark-task.js';
import { definePocketTask } from './pocket-task.js';

/** The benchmark. */
export const pocketArticles: BenchmarkTask = definePocketTask('pocket_articles');
