/** All that the pocket corpus, benchmarks and model are made of, divided into what is learnt and what is held out. */
import { readLanguages } from '../../src/languages/catalogue.js';
import { type Concept, readConcepts } from './concepts.js';
import { type Article, readDeclaration } from './declaration.js';
import { divideConcepts, type HeldOut, holdOut } from './hold-out.js';
import { INSTRUCTION_SIGNS, type Instructions, instructionsOf, passageOutput } from './instruction-pairs.js';
import { type Passage, passagesOf, pieceCounts } from './passages.js';

/** One language's share. */
export interface PocketLanguage {
  readonly code: string;
  readonly instructions: Instructions;
  /** Concepts that may be learnt, by sign. */
  readonly learnt: ReadonlyMap<string, Concept>;
  readonly heldOut: ReadonlyMap<string, Concept>;
  readonly learntPassages: readonly Passage[];
  /** Without those whose answer is in a learnt article too: “Everyone has the right to”. */
  readonly heldOutPassages: readonly Passage[];
}

/** All languages. */
export interface PocketFacts {
  readonly languages: readonly PocketLanguage[];
  readonly heldOut: HeldOut;
  /** Signs of the learnt concepts that every language has, in CLDR's order. */
  readonly sharedSigns: readonly string[];
}

/** Reads the packages and divides what they hold. */
export function readPocketFacts(): PocketFacts {
  const catalogue = readLanguages();
  const concepts = new Map(catalogue.map(({ code }) => [code, readConcepts(code)]));
  const signs = new Set([...concepts.values()].flatMap((own) => [...own.keys()]));
  const heldOut = holdOut([...signs], Object.values(INSTRUCTION_SIGNS));
  const english = catalogue.find(({ code }) => code === 'en');
  if (english === undefined) throw new Error('readPocketFacts: the catalogue must have English, got none');
  const counts = pieceCounts(readDeclaration(english));
  const languages = catalogue.map((language): PocketLanguage => {
    const { code } = language;
    const own = concepts.get(code) ?? new Map<string, Concept>();
    const articles = readDeclaration(language);
    const isHeldOut = ({ number }: Article): boolean => heldOut.articles.has(number);
    const learntArticles = articles.filter((article) => !isHeldOut(article));
    return {
      code,
      instructions: instructionsOf(own, code),
      ...divideConcepts(own, heldOut),
      // The preamble is missing in places, so that its passages would not be parallel.
      learntPassages: passagesOf(
        learntArticles.filter(({ number }) => number > 0),
        counts,
      ),
      heldOutPassages: passagesOf(articles.filter(isHeldOut), counts).filter(
        ({ pieces }) => !learntArticles.some(({ text }) => text.includes(passageOutput(pieces))),
      ),
    };
  });
  const sharedSigns = [...signs].filter((sign) => languages.every(({ learnt }) => learnt.has(sign)));
  return { languages, heldOut, sharedSigns };
}
