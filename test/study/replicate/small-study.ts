/** A study that takes seconds: a random model, pairs and documents made up, two subsets. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyProfile } from '../../../src/study/replicate/study-profile.js';
import { makeInputs } from '../small-tuning.js';

/** Documents of each language. */
export const DOCUMENTS = 12;

/**
 * A profile over a random model of the fixtures, which tunes on Estonian, on Vietnamese twice, and is evaluated on XCOPA
 * in both.
 */
export function smallStudy(folder: string): StudyProfile {
  const { model, pairs } = makeInputs(folder);
  const data = join(folder, 'documents');
  mkdirSync(join(data, 'xcopa'), { recursive: true });
  for (const language of ['et', 'vi']) {
    const rows = Array.from({ length: DOCUMENTS }, (_, row) => JSON.stringify(documentOf(language, row)));
    writeFileSync(join(data, 'xcopa', `test.${language}.jsonl`), rows.join('\n'));
  }
  return {
    name: 'small',
    label: 'Small',
    tuning: {
      model,
      data: { path: pairs, budget: 40 },
      lora: { r: 4 },
      training: { steps: 12, batchSize: 2, accumulation: 1, learningRate: 0.01, maxLength: 64 },
      checkpoint: { every: 3 },
    },
    evaluation: { tasks: ['xcopa_et', 'xcopa_vi'], limit: 10, data },
    subsets: { ET: 1, VI: 2 },
    counts: [],
  };
}

function documentOf(language: string, row: number): Record<string, string | number> {
  return {
    premise: `${language} ${row}.`,
    choice1: `${row * row}`,
    choice2: `${row + 7} x`,
    question: row % 3 === 0 ? 'cause' : 'effect',
    label: row % 2,
  };
}
