/**
 * XWinograd: which of two words does a pronoun stand for? Either is put in its place, and the rest of the sentence
 * is scored after it.
 * Source: Tikhonov and Ryabinin 2021, Muennighoff et al. 2023; prompts of lm-evaluation-harness 0.4.13,
 * `lm_eval/tasks/xwinograd`. Japanese is `jp` there; the space before the rest is in Chinese and Japanese too.
 */
import { z } from 'zod';
import { pythonStrip } from '../base/python/python-text.js';
import type { BenchmarkTask } from './benchmark-task.js';
import { defineTask } from './define-task.js';

/** No language adds words of its own. */
const LANGUAGES: Readonly<Record<string, null>> = {
  en: null,
  fr: null,
  jp: null,
  pt: null,
  ru: null,
  zh: null,
};

/** Where the pronoun was. */
const GAP = '_';

/** XWinograd in its 6 languages, two words each. */
export const xwinograd: BenchmarkTask = defineTask({
  name: 'xwinograd',
  title: 'XWinograd',
  chance: 1 / 2,
  dataset: { name: 'Muennighoff/xwinograd', split: 'test' },
  words: LANGUAGES,
  isoCodes: { jp: 'ja' },
  fields: z.object({
    sentence: z.string().includes(GAP),
    option1: z.string(),
    option2: z.string(),
    answer: z.enum(['1', '2']),
  }),
  choices: ({ sentence, option1, option2 }) =>
    [option1, option2].map((option) => ({
      context: sentence.slice(0, sentence.indexOf(GAP)) + option,
      continuation: afterGap(sentence),
    })),
  gold: ({ answer }) => Number(answer) - 1,
  target: ({ sentence }) => afterGap(sentence),
});

/** What follows the first gap, without blanks around it. */
function afterGap(sentence: string): string {
  return pythonStrip(sentence.slice(sentence.indexOf(GAP) + GAP.length));
}
