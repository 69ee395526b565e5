/** A study that takes seconds: a random model, pairs and documents made up, two subsets. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyProfile } from '../../src/study/plan/study-profile.js';
import { makeInputs } from './small-tuning.js';

/** Documents of each language. */
export const DOCUMENTS = 12;

/** Makes what the study reads, and gives its profile. */
export function smallStudy(folder: string): StudyProfile {
  makeInputs(folder);
  for (const language of ['et', 'vi']) {
    const rows = Array.from({ length: DOCUMENTS }, (_, row) => JSON.stringify(documentOf(language, row)));
    mkdirSync(join(folder, 'documents', 'xcopa'), { recursive: true });
    writeFileSync(join(folder, 'documents', 'xcopa', `test.${language}.jsonl`), rows.join('\n'));
  }
  return smallStudyIn(folder);
}

/**
 * A profile over a random model of the fixtures, which tunes on Estonian, on Vietnamese twice, and is evaluated on XCOPA
 * in both.
 * @param folder that `smallStudy` has filled.
 */
export function smallStudyIn(folder: string): StudyProfile {
  return {
    name: 'small',
    label: 'Small',
    tuning: {
      model: join(folder, 'model'),
      data: { path: join(folder, 'pairs'), budget: 40 },
      lora: { r: 4 },
      training: { steps: 12, batchSize: 2, accumulation: 1, learningRate: 0.01, maxLength: 64 },
      checkpoint: { every: 3 },
    },
    evaluation: { tasks: ['xcopa_et', 'xcopa_vi'], limit: 10, data: join(folder, 'documents') },
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
