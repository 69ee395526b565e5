/** The public interface of lingtune: everything a notebook cell or another package may import. */
export { type Coverage, type Language, readCoverage, readLanguages } from './languages/catalogue.js';
export type { Figure } from './paper/figure.js';
export type { Table } from './paper/table.js';
export { compareRuns } from './results/compare.js';
export { type Published, readPublished } from './results/published.js';
export { flattenRuns, groupRuns, type Run, type RunRecord, type Score, TASKS } from './results/run.js';
export { formatRuns, readRuns } from './results/run-csv.js';
export { averageScore, meanScore, selectRuns, taskScore } from './results/scores.js';
export {
  benjaminiHochberg,
  holm,
  margin,
  mean,
  pairedTTest,
  significanceBand,
  standardDeviation,
  summarize,
} from './results/statistics.js';
