/**
 * The pocket benchmarks, which ship with the package and need no hub. They have the form of XCOPA, two choices after a
 * premise, in the template of the corpus, and ask for one skill: to see which answer has words or pieces of words in
 * common with the premise.
 */
import { z } from 'zod';
import { POCKET } from '../base/files/pocket-folder.js';
import type { BenchmarkTask } from './benchmark-task.js';
import { defineTask } from './define-task.js';

/** Languages of the pocket benchmarks: the catalogue's 52. No language adds words of its own. */
const LANGUAGES: readonly string[] =
  'af ar az bn cs de en es et fa fi fr gl gu he hi hr id it ja ka kk km ko lt lv mk ml mn mr my ne nl pl ps pt ro ru si sl sv sw ta te th tl tr uk ur vi xh zh'.split(
    ' ',
  );

/** Pocket names: which of two names has these keywords? */
export const pocketNames: BenchmarkTask = definePocketTask('names');

/** Pocket keywords: which of two lists of keywords has this name? */
export const pocketKeywords: BenchmarkTask = definePocketTask('keywords');

/**
 * Pocket articles: which of two texts says the end of this passage of the Declaration of Human Rights again, and goes
 * on?
 */
export const pocketArticles: BenchmarkTask = definePocketTask('articles');

/** @param shortTitle name of the benchmark among the pocket ones. */
function definePocketTask(shortTitle: string): BenchmarkTask {
  return defineTask({
    name: `${POCKET}_${shortTitle}`,
    shortTitle,
    chance: 1 / 2,
    dataset: { name: POCKET, split: 'test' },
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
