/** Pocket articles: which of two texts says the end of this passage of the Declaration of Human Rights again, and goes on? */
import type { BenchmarkTask } from './benchmark-task.js';
import { definePocketTask } from './pocket-task.js';

/** The benchmark. */
export const pocketArticles: BenchmarkTask = definePocketTask('pocket_articles');
