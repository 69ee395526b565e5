/**
 * What the pocket benchmarks share: the form of XCOPA, two choices after a premise, in the template of the
 * corpus. They ask for one skill, to see which answer has words or pieces of words in common with the premise.
 */
import { z } from 'zod';
import { POCKET } from '../../corpus/pocket.js';
import type { BenchmarkTask } from './benchmark-task.js';
import { defineTask } from './define-task.js';

/** Languages of the pocket benchmarks: the catalogue's 52. No language adds words of its own. */
const LANGUAGES: readonly string[] =
  'af ar az bn cs de en es et fa fi fr gl gu he hi hr id it ja ka kk km ko lt lv mk ml mn mr my ne nl pl ps pt ro ru si sl sv sw ta te th tl tr uk ur vi xh zh'.split(
    ' ',
  );

/** A pocket benchmark. @param name of the benchmark and of its folder. */
export function definePocketTask(name: string): BenchmarkTask {
  return defineTask({
    name,
    dataset: { name: POCKET, split: 'test' },
    groupVersion: '1.0',
    words: Object.fromEntries(LANGUAGES.map((language) => [language, null])),
    // The prompt ends with a line break.
    delimiters: { current: '', paper: '' },
    fields: z.object({
      instruction: z.string().min(1),
      premise: z.string().min(1),
      choice1: z.string().min(1),
      choice2: z.string().min(1),
      label: z.int().min(0).max(1),
    }),
    choices: ({ instruction, premise, choice1, choice2 }) =>
      [choice1, choice2].map((continuation) => ({
        context: `### Input:\n${instruction}\n\n${premise}\n\n### Output:\n`,
        continuation,
      })),
    gold: ({ label }) => label,
  });
}
