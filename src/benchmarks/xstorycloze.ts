/**
 * XStoryCloze: which of two sentences ends a story of four?
 * Source: Lin et al. 2022; prompts of lm-evaluation-harness 0.4.13, `lm_eval/tasks/xstorycloze`. The sentences
 * are joined by spaces in Chinese and Burmese too.
 */
import { z } from 'zod';
import type { BenchmarkTask } from './benchmark-task.js';
import { defineTask } from './define-task.js';

/** No language adds words of its own. */
const LANGUAGES: Readonly<Record<string, null>> = {
  ar: null,
  en: null,
  es: null,
  eu: null,
  hi: null,
  id: null,
  my: null,
  ru: null,
  sw: null,
  te: null,
  zh: null,
};

/** XStoryCloze in its 11 languages, two endings each. */
export const xstorycloze: BenchmarkTask = defineTask({
  name: 'xstorycloze',
  title: 'XStoryCloze',
  chance: 1 / 2,
  dataset: { name: 'juletxara/xstory_cloze', split: 'eval' },
  words: LANGUAGES,
  fields: z.object({
    input_sentence_1: z.string(),
    input_sentence_2: z.string(),
    input_sentence_3: z.string(),
    input_sentence_4: z.string(),
    sentence_quiz1: z.string(),
    sentence_quiz2: z.string(),
    answer_right_ending: z.int().min(1).max(2),
  }),
  choices: (story) => {
    const context = [
      story.input_sentence_1,
      story.input_sentence_2,
      story.input_sentence_3,
      story.input_sentence_4,
    ].join(' ');
    return [story.sentence_quiz1, story.sentence_quiz2].map((continuation) => ({ context, continuation }));
  },
  gold: (story) => story.answer_right_ending - 1,
});
