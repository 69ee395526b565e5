/**
 * PAWS-X: does one sentence say the same as another?
 * Source: Yang et al. 2019; prompts of lm-evaluation-harness 0.4.13, `lm_eval/tasks/paws-x`, and of the authors'
 * fork of 0.4.0. There the word for yes came first while label 1 means a paraphrase, so that **the paper's accuracies
 * are those of the wrong labels**; French said "No"; a space came before the sentence, which was left as it was.
 */
import { z } from 'zod';
import { lowerFirst, pythonStrip } from '../base/python/python-text.js';
import type { BenchmarkTask, Variant } from './benchmark-task.js';
import { defineTask } from './define-task.js';

interface PawsxWords {
  readonly question: string;
  /** Words for label 0 and label 1. */
  readonly answers: Readonly<Record<Variant, readonly [string, string]>>;
  /** Whether the sentences are detokenised, in the current variant. */
  readonly isDetokenised: boolean;
}

const WORDS: Readonly<Record<string, PawsxWords>> = {
  en: words('right', ['No', 'Yes'], { isDetokenised: true }),
  de: words('richtig', ['Nein', 'Ja'], { isDetokenised: true }),
  es: words('verdad', ['No', 'Sí'], { isDetokenised: true }),
  fr: words("n'est-ce pas", ['Non', 'Oui'], { isDetokenised: true, paper: ['Oui', 'No'] }),
  ja: words('ですね', ['いいえ', 'はい'], { isDetokenised: false }),
  ko: words('맞죠', ['아니요', '예'], { isDetokenised: false }),
  zh: words('对吧', ['不是', '是'], { isDetokenised: false }),
};

interface PawsxFields {
  readonly sentence1: string;
  readonly sentence2: string;
  readonly label: number;
}

/** What the detokeniser replaces, in its order. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/ n't/g, "n't"],
  [/ \)/g, ')'],
  [/\( /g, '('],
  [/" /g, '"'],
  [/ "/g, '"'],
  [/ (['.,])/g, '$1'],
];

/** The data set's tables may have nothing where a sentence was not translated. */
const SENTENCE = z
  .string()
  .nullable()
  .transform((text) => text ?? '');

/** PAWS-X in its 7 languages; the tasks are called `paws_de` and so on. */
export const pawsx: BenchmarkTask = defineTask<PawsxFields, PawsxWords>({
  name: 'pawsx',
  title: 'PAWS-X',
  chance: 1 / 2,
  prefix: 'paws',
  dataset: { name: 'google-research-datasets/paws-x', split: 'test' },
  versions: { current: 1, paper: 0 },
  groupVersion: '0.0',
  delimiters: { current: '', paper: ' ' },
  words: WORDS,
  fields: z.object({ sentence1: SENTENCE, sentence2: SENTENCE, label: z.int().min(0).max(1) }),
  process: (document, { isDetokenised }, variant) =>
    isDetokenised && variant === 'current' ? detokeniseBoth(document) : document,
  choices: ({ sentence1, sentence2 }, { question, answers }, variant) =>
    answers[variant].map((answer) => ({
      context: '',
      continuation: `${sentence1}, ${question}? ${answer}, ${sentence2}`,
    })),
  gold: ({ label }) => label,
});

/** @param options `paper` defaults to the current answers in the other order. */
function words(
  question: string,
  [no, yes]: readonly [string, string],
  {
    isDetokenised,
    paper = [yes, no],
  }: { readonly isDetokenised: boolean; readonly paper?: readonly [string, string] },
): PawsxWords {
  return { question, answers: { current: [no, yes], paper }, isDetokenised };
}

/** Both sentences as they are said, the first without its last stop, the second without its capital; `null` for empty ones. */
function detokeniseBoth(document: PawsxFields): PawsxFields | null {
  if (document.sentence1 === '' || document.sentence2 === '') return null;
  return {
    ...document,
    sentence1: detokenise(document.sentence1).replace(/[.,;]$/, ''),
    sentence2: lowerFirst(detokenise(document.sentence2)),
  };
}

function detokenise(sentence: string): string {
  return pythonStrip(
    REPLACEMENTS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), sentence),
  );
}
