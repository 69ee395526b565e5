/** What Unicode CLDR calls the emoji and signs of a language (npm `cldr-annotations-full`). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

/** A concept in one language. */
export interface Concept {
  /** The emoji or sign, the same in every language. */
  readonly sign: string;
  readonly name: string;
  /** Words that people look for it by, in CLDR's order; the name is not among them. At least one. */
  readonly keywords: readonly string[];
}

/** Where CLDR has a language under another code than ours. */
const CLDR_CODES: ReadonlyMap<string, string> = new Map([['tl', 'fil']]);

const Annotations = z.object({
  annotations: z.object({
    annotations: z.record(
      z.string(),
      z.object({ default: z.array(z.string()).default([]), tts: z.array(z.string()).default([]) }),
    ),
  }),
});

/** The concepts of a language of the catalogue that have a name and a keyword beside it, by their sign. */
export function readConcepts(language: string): Map<string, Concept> {
  const folder = CLDR_CODES.get(language) ?? language;
  const path = createRequire(import.meta.url).resolve(
    `cldr-annotations-full/annotations/${folder}/annotations.json`,
  );
  return conceptsOf(JSON.parse(readFileSync(path, 'utf8')));
}

/**
 * @param annotations contents of a file `annotations.json`.
 * @throws ZodError where it has another form.
 */
export function conceptsOf(annotations: unknown): Map<string, Concept> {
  const entries = Object.entries(Annotations.parse(annotations).annotations.annotations);
  const concepts = new Map<string, Concept>();
  for (const [sign, { default: words, tts }] of entries) {
    const name = tts[0]?.trim() ?? '';
    const keywords = words.map((word) => word.trim()).filter((word) => word !== '' && !isSame(word, name));
    if (name !== '' && keywords.length > 0) concepts.set(sign, { sign, name, keywords });
  }
  return concepts;
}

/** Whether two texts differ in capitals at most. */
export function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
