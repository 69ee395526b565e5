import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorMessage } from '../../base/caught-error.js';
import { checkForm } from '../../base/check-form.js';
import { parseJson } from '../../base/files/read-json-file.js';
import type { LogLine } from '../../records/log-line.js';
import { LOG_FILE } from './run-log.js';

const Step = z.strictObject({
  step: z.int().min(1),
  loss: z.number(),
  learning_rate: z.number(),
  grad_norm: z.number(),
  epoch: z.number(),
  tokens: z.int(),
  empty_micro_batches: z.array(z.int().min(1)).optional(),
});
const EmptyStep = Step.omit({ loss: true, grad_norm: true });
const Evaluation = z.strictObject({ step: z.int().min(1), epoch: z.number(), evaluation_loss: z.number() });
const Line = z.union([Step, EmptyStep, Evaluation], { error: 'must be a step or an evaluation' });

/**
 * Reads what a run has written down so far. A last line that is cut off, as a killed run may leave one, is left out.
 * @param folder of the run.
 * @throws Error with the path where the log is missing, and with the line where one is malformed.
 */
export function readRunLog(folder: string): LogLine[] {
  const path = join(folder, LOG_FILE);
  const lines = readText(path).split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const place = `${path}:${index + 1}`;
    return checkForm(Line, parseJson(Buffer.from(line), place), place);
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = errorMessage(cause);
    throw new Error(`readRunLog: ${path} must be the log of a run, got ${reason}`, { cause });
  }
}
