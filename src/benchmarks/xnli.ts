/**
 * XNLI: does a premise entail a hypothesis, contradict it, or neither?
 * Source: Conneau et al. 2018; prompts of lm-evaluation-harness 0.4.13, `lm_eval/tasks/xnli`. Its words were
 * translated one by one by machine (Arabic's third means "number"); they are kept, so that scores compare.
 */
import { z } from 'zod';
import type { BenchmarkTask } from './benchmark-task.js';
import { defineTask } from './define-task.js';

/** By language: the question, then the words for entailment, neither, contradiction, which is the labels' order. */
const WORDS: Readonly<Record<string, readonly [question: string, ...answers: string[]]>> = {
  ar: ['صحيح', 'نعم', 'لذا', 'رقم'],
  bg: ['правилно', 'да', 'така', 'не'],
  de: ['richtig', 'Ja', 'Auch', 'Nein'],
  el: ['σωστός', 'Ναί', 'Έτσι', 'όχι'],
  en: ['right', 'Yes', 'Also', 'No'],
  es: ['correcto', 'Sí', 'Asi que', 'No'],
  fr: ['correct', 'Oui', 'Aussi', 'Non'],
  hi: ['सही', 'हाँ', 'इसलिए', 'नहीं'],
  ru: ['правильно', 'Да', 'Так', 'Нет'],
  sw: ['sahihi', 'Ndiyo', 'Hivyo', 'Hapana'],
  th: ['ถูกต้อง', 'ใช่', 'ดังนั้น', 'ไม่'],
  tr: ['doğru', 'Evet', 'Böylece', 'Hayır'],
  ur: ['صحیح', 'جی ہاں', 'اس لئے', 'نہیں'],
  vi: ['đúng', 'Vâng', 'Vì vậy', 'Không'],
  zh: ['正确', '是的', '所以', '不是的'],
};

/** XNLI in its 15 languages, three answers each. */
export const xnli: BenchmarkTask = defineTask({
  name: 'xnli',
  title: 'XNLI',
  chance: 1 / 3,
  dataset: { name: 'facebook/xnli', split: 'validation' },
  words: WORDS,
  fields: z.object({ premise: z.string(), hypothesis: z.string(), label: z.int().min(0).max(2) }),
  choices: ({ premise, hypothesis }, [question, ...answers]) =>
    answers.map((answer) => ({
      context: '',
      continuation: `${premise}, ${question}? ${answer}, ${hypothesis}`,
    })),
  gold: ({ label }) => label,
});
