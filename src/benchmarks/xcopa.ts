/**
 * XCOPA: which of two sentences is the cause, or the effect, of a premise?
 * Source: Ponti et al. 2020; prompts of lm-evaluation-harness 0.4.13, `lm_eval/tasks/xcopa`.
 */
import { z } from 'zod';
import { lowerFirst, pythonStrip, withoutLast } from '../base/python/python-text.js';
import type { BenchmarkTask } from './benchmark-task.js';
import { defineTask } from './define-task.js';

/** By language: the words that lead from a premise to its cause and to its effect. */
const CONNECTORS: Readonly<Record<string, { readonly cause: string; readonly effect: string }>> = {
  et: { cause: 'sest', effect: 'seetõttu' },
  ht: { cause: 'poukisa', effect: 'donk sa' },
  id: { cause: 'karena', effect: 'maka' },
  it: { cause: 'perché', effect: 'quindi' },
  qu: { cause: 'imataq', effect: 'chaymi' },
  sw: { cause: 'kwa sababu', effect: 'kwa hiyo' },
  ta: { cause: 'காரணமாக', effect: 'எனவே' },
  th: { cause: 'เพราะ', effect: 'ดังนั้น' },
  tr: { cause: 'çünkü', effect: 'bu yüzden' },
  vi: { cause: 'bởi vì', effect: 'vì vậy' },
  zh: { cause: '因为', effect: '所以' },
};

/** XCOPA in its 11 languages, two answers each. */
export const xcopa: BenchmarkTask = defineTask({
  name: 'xcopa',
  title: 'XCOPA',
  chance: 1 / 2,
  dataset: { name: 'cambridgeltl/xcopa', split: 'test' },
  words: CONNECTORS,
  fields: z.object({
    premise: z.string(),
    choice1: z.string().min(1),
    choice2: z.string().min(1),
    question: z.enum(['cause', 'effect']),
    label: z.int().min(0).max(1),
  }),
  choices: ({ premise, choice1, choice2, question }, connectors) => {
    // The last character is taken for the full stop, whatever it is.
    const context = `${withoutLast(pythonStrip(premise))} ${connectors[question]}`;
    return [choice1, choice2].map((choice) => ({ context, continuation: lowerFirst(choice) }));
  },
  gold: ({ label }) => label,
});
