/** Tuning: the configuration of a run and the lines of its log. */
export type { EmptyStepLine, EvaluationLine, LogLine, StepLine } from './records/log-line.js';
export { parseRunConfig, readRunConfig, runConfigSchema } from './tuning/config/read-run-config.js';
export type { RunConfig } from './tuning/config/run-config.js';
export { readRunLog } from './tuning/run-folder/read-run-log.js';
