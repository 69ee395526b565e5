import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { quoteText } from '../../base/printable.js';
import { parseBloomConfig } from './bloom-config.js';
import { parseGpt2Config } from './gpt2-config.js';
import { resolveMaxLength } from './max-length.js';
import type { ModelConfig } from './model-config.js';
import { parseT5Config } from './t5-config.js';

const Fields = z.record(z.string(), z.unknown());
const ModelType = z.object({ model_type: z.string() });

/** The largest configurations, with a name for each of a thousand classes, have some 100 kB. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Reads `config.json` of a model folder as transformers saves it. Fields that are left out have transformers'
 * defaults; fields that change nothing here are left alone.
 * @throws Error with the path where the file is missing, malformed, or of a model that cannot be computed.
 */
export function readModelConfig(folder: string): ModelConfig {
  const path = join(folder, 'config.json');
  const raw = checkForm(Fields, readJsonFile(path, { maxBytes: MAX_BYTES }), path);
  const { model_type: family } = checkForm(ModelType, raw, path);
  if (family === 'gpt2') return parseGpt2Config(raw, path);
  if (family === 'bloom') return parseBloomConfig(raw, readMaxLength(folder, raw), path);
  if (family === 't5' || family === 'mt5')
    return parseT5Config(raw, family, readMaxLength(folder, raw), path);
  throw new Error(
    `${path}: model_type must be bloom, gpt2, t5 or mt5, got ${quoteText(family)}${reason(family)}`,
  );
}

function reason(family: string): string {
  return family === 'umt5' ? ', whose every layer has relative positions of its own' : '';
}

function readMaxLength(folder: string, config: unknown): number {
  const path = join(folder, 'tokenizer_config.json');
  return resolveMaxLength(
    config,
    existsSync(path) ? readJsonFile(path, { maxBytes: MAX_BYTES }) : null,
    folder,
  );
}
