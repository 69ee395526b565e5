/** Texts into which an instruction pair is put before a model reads it. */
import type { Pair } from '../pairs/pair.js';

/** Fields of a pair that a template may name in braces. */
export const FIELDS = ['instruction', 'input', 'language'] as const;

/** A field's place in a template; other braces are text. */
export const FIELD_PLACE: RegExp = /\{(\w+)\}/g;

/** How a pair becomes the text that is given; the text that is to be learnt is the pair's output after it. */
export interface Template {
  /** `causal`: the output follows the prompt in one text. `seq2seq`: the prompt is the source, the output the target. */
  readonly kind: 'causal' | 'seq2seq';
  /** Prompt of a pair that has an input, with the fields `{instruction}`, `{input}` and, if wanted, `{language}`. */
  readonly withInput: string;
  /** Prompt of a pair whose input is `null`, with the same fields without `{input}`. */
  readonly withoutInput: string;
}

/** The text that a model is given for a pair. An input that is empty, but not `null`, is an input. */
export function renderPrompt(pair: Pair, { withInput, withoutInput }: Template): string {
  const { instruction, input, language } = pair;
  const values = new Map([
    ['instruction', instruction],
    ['input', input ?? ''],
    ['language', language],
  ]);
  // In one pass, so that a field's name inside of an instruction stays text.
  return (input === null ? withoutInput : withInput).replace(
    FIELD_PLACE,
    (place, field: string) => values.get(field) ?? place,
  );
}
