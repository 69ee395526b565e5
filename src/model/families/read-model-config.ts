import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { listText } from '../../base/list-text.js';
import { quoteText } from '../../base/printable.js';
import { FAMILIES, familyOfType, type ModelConfig } from './families.js';

const Fields = z.record(z.string(), z.unknown());
const ModelType = z.object({ model_type: z.string() });

/** The largest configurations, with a name for each of a thousand classes, have some 100 kB. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What lm-eval takes where nobody says a length: `DEFAULT_MAX_LENGTH` of its `models/utils.py`. */
const DEFAULT_MAX_LENGTH = 2048;
/** Larger ones stand for "no limit": transformers writes 10³⁰ for it. */
const UNLIMITED = 2 ** 31;

const Length = z.int().min(1).max(UNLIMITED).nullish();
const ConfigLengths = z.object({ n_positions: Length, max_position_embeddings: Length, n_ctx: Length });
const TokenizerLength = z.object({ model_max_length: z.number().min(1).nullish() });

/**
 * Reads `config.json` of a model folder as transformers saves it. Fields that are left out have transformers'
 * defaults; fields that change nothing here are left alone.
 * @throws Error with the path where the file is missing, malformed, or of a model that cannot be computed.
 */
export function readModelConfig(folder: string): ModelConfig {
  const place = join(folder, 'config.json');
  const raw = checkForm(Fields, readJsonFile(place, { maxBytes: MAX_BYTES }), place);
  const { model_type: modelType } = checkForm(ModelType, raw, place);
  const family = familyOfType(modelType);
  if (family === undefined) throw new Error(`${place}: model_type must be ${refusal(modelType)}`);
  return family.readConfig(raw, { modelType, place, maxLength: () => readMaxLength(folder, raw) });
}

/** Which types there are, and why another one is not among them where that is known. */
function refusal(modelType: string): string {
  const families = Object.values(FAMILIES);
  const known = families.flatMap(({ modelTypes }) => modelTypes);
  const reasons = families.flatMap(({ refusedTypes = {} }) => Object.entries(refusedTypes));
  const reason = reasons.find(([refused]) => refused === modelType)?.[1];
  return `${listText(known, 'or')}, got ${quoteText(modelType)}${reason === undefined ? '' : `, ${reason}`}`;
}

/**
 * Most tokens that lm-eval lets a model read in one row: what its `config.json` says under one of three names, else
 * what its `tokenizer_config.json` says, else 2048. BLOOM's `seq_length` is not among the names.
 * @throws Error with the folder where a length is not a positive number.
 * Source: lm-eval 0.4.13, `resolve_max_length` in `models/utils.py`.
 */
function readMaxLength(folder: string, config: unknown): number {
  const path = join(folder, 'tokenizer_config.json');
  const tokenizer = existsSync(path) ? readJsonFile(path, { maxBytes: MAX_BYTES }) : null;
  const lengths = checkForm(ConfigLengths, config, folder);
  const stated = lengths.n_positions ?? lengths.max_position_embeddings ?? lengths.n_ctx;
  if (stated != null) return stated;
  const length = tokenizer === null ? null : checkForm(TokenizerLength, tokenizer, folder).model_max_length;
  return length == null || length > UNLIMITED ? DEFAULT_MAX_LENGTH : Math.trunc(length);
}
