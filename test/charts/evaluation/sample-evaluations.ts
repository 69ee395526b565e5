/** Two small evaluations whose tables can be worked out by hand. */
import type { Run } from '../../../src/records/run.js';
import { exampleRun } from '../../results/example-run.js';

const score = (task: string, language: string | null, accuracy: number, stderr: number | null) => ({
  task,
  language,
  accuracy,
  stderr,
  version: null,
});

/** XCOPA in two languages and together, XNLI in one. */
export const BASE: Run = exampleRun({
  subset: 'BASE',
  source: 'base',
  scores: [
    score('xcopa', 'et', 0.5, 0.02),
    score('xcopa', 'ht', 0.56, 0.02),
    score('xcopa', null, 0.53, 0.0141),
    score('xnli', 'de', 0.4, null),
  ],
});

/** The same without XCOPA in Haitian, and with a task that is not of the five. */
export const GEO: Run = exampleRun({
  subset: 'GEO',
  source: 'geo',
  scores: [
    score('mmlu', null, 0.3, 0.01),
    score('xcopa', 'et', 0.515, 0.02),
    score('xcopa', null, 0.515, 0.02),
    score('xnli', 'de', 0.39, 0.01),
  ],
});
