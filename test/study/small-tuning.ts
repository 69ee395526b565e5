/** A small model with a few pairs to tune it on, for tests. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRunConfig } from '../../src/tuning/config/read-run-config.js';
import type { RunConfig } from '../../src/tuning/config/run-config.js';
import { referenceFile } from '../reference-file.js';

/** Folders of what a run reads. */
export interface TuningInputs {
  readonly model: string;
  readonly pairs: string;
}

/** Pairs of each language. */
export const PAIRS = 60;

/** A folder with a random model of the fixtures and its tokenizer, and one with pairs of Estonian and Vietnamese. */
export function makeInputs(folder: string, kind: 'bloom' | 'gpt2' | 'mt5' = 'bloom'): TuningInputs {
  const [model, pairs] = [join(folder, 'model'), join(folder, 'pairs')];
  for (const made of [model, pairs]) mkdirSync(made);
  for (const source of [`models/${kind}`, `tokenizers/${kind}`].map(referenceFile)) {
    for (const name of readdirSync(source)) {
      if (statSync(join(source, name)).isFile()) copyFileSync(join(source, name), join(model, name));
    }
  }
  for (const language of ['et', 'vi']) {
    const rows = Array.from({ length: PAIRS }, (_, row) => JSON.stringify(pairOf(language, row)));
    writeFileSync(join(pairs, `${language}.jsonl`), rows.join('\n'));
  }
  return { model, pairs };
}

function pairOf(language: string, row: number): Record<string, string> {
  return { id: `alpaca-${row}`, instruction: `${language} ${row}`, output: `${row * row}`, input: '' };
}

/** What `configOf` fills in: a run of 69 steps that saves at every third. */
export function rawConfig({ model, pairs }: TuningInputs, change: object = {}): Record<string, unknown> {
  return {
    model,
    data: { path: pairs, languages: ['et', 'vi'], budget: 100 },
    lora: { r: 4 },
    training: { epochs: 3, batchSize: 2, accumulation: 2, learningRate: 0.01, maxLength: 64 },
    checkpoint: { every: 3 },
    evaluation: { every: 20, heldOut: 10 },
    ...change,
  };
}

/** The configuration of a run on the inputs. */
export function configOf(inputs: TuningInputs, change: object = {}): RunConfig {
  return parseRunConfig(rawConfig(inputs, change));
}

/** What a finished run must have equal to another one, bit for bit. */
export function resultOf(folder: string): Record<string, string> {
  const files = ['log.jsonl', 'finished.json', 'adapter/adapter_model.safetensors'];
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'hex')]));
}
