import { readLanguages } from '../../src/languages/catalogue.js';
import { parseRunConfig } from '../../src/tuning/config/read-run-config.js';
import type { RunConfig } from '../../src/tuning/config/run-config.js';

/** Seed of the first weights and of the order. */
export const SEED = 1;
/** Versions of the text. */
export const VERSIONS = 2;
/** Steps of 32 texts. */
const STEPS = 6_000;

/**
 * The run that makes the pocket model: all weights, all tokens but the first of each text.
 * @param model folder of the initial model.
 * @param text folder of the rows.
 */
export function pretrainingConfig(model: string, text: string): RunConfig {
  return parseRunConfig({
    model,
    data: { path: text, languages: readLanguages().map(({ code }) => code) },
    template: { kind: 'causal', withInput: '{instruction}{input}', withoutInput: '{instruction}' },
    lora: null,
    training: {
      steps: STEPS,
      batchSize: 32,
      accumulation: 1,
      learningRate: 2e-3,
      warmup: 100,
      maxLength: 96,
      padToMultiple: 4,
      seed: SEED,
    },
    checkpoint: { every: 500, keep: 2 },
  });
}
