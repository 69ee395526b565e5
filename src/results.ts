/** Runs and what is computed over them: import, the published ones, statistics. */
export { flattenRuns, groupRuns, type Run, type RunRecord, type Score, TASKS } from './records/run.js';
export { type AgainstChance, againstChance } from './results/against-chance.js';
export { compareRuns } from './results/compare.js';
export type { RunFacts } from './results/import/describe-run.js';
export { type ImportedRuns, type ImportProblem, importRuns } from './results/import/import-runs.js';
export {
  publishedWithPawsXLabelsSwapped,
  withBasePawsXLabelsSwapped,
  withPawsXLabelsSwapped,
} from './results/import/paws-x-labels.js';
export { type Published, readPublished } from './results/published.js';
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
