/** Rules that a selection must keep, and which languages they leave. */

import { quoteText } from '../base/printable.js';
import { type Coverage, MODEL_FAMILIES } from '../languages/catalogue.js';

/** Rules on the languages to choose; without any, all languages of the table may be chosen. */
export interface Constraints {
  /** Codes of the only languages that may be chosen, or `null` for all of the table (default). */
  readonly candidates?: readonly string[] | null;
  /** Codes that must be chosen (default: none). */
  readonly include?: readonly string[];
  /** Codes that must not be chosen (default: none). */
  readonly exclude?: readonly string[];
  /** At most so many languages of a family, at least 1, or `null` for no such rule (default). */
  readonly perFamily?: number | null;
  /** Only languages that all these models saw in pre-training: of `BLOOM`, `mGPT`, `mT5-xl` (default: none named). */
  readonly seenBy?: readonly string[];
  /** Only languages that none of these models saw in pre-training (default: none named). */
  readonly unseenBy?: readonly string[];
}

/** Languages of which a table has features or not. */
export interface KnownLanguages {
  readonly codes: readonly string[];
  /** Codes of the languages without features. */
  readonly missing: readonly string[];
}

/** One rule as words, and the languages that it forbids. */
interface Rule {
  readonly words: string;
  readonly forbids: (code: string) => boolean;
}

/**
 * The languages that the rules leave to choose from.
 *
 * What the rules take out takes no part in the clustering either.
 * @param readCoverage gives what models saw; read only where a rule asks for it.
 * @returns codes in the order of the table.
 * @throws RangeError where a rule names a language that is not in the table or its `missing`, a model family is not
 * known, nothing is known of what models saw of a language, or a language that must be included is forbidden by
 * another rule or has no vector: the message names each such language and rule.
 */
export function admitLanguages(
  { codes, missing }: KnownLanguages,
  constraints: Constraints,
  readCoverage: () => readonly Coverage[],
): string[] {
  const { candidates = null, include = [], exclude = [] } = constraints;
  const known = new Set([...codes, ...missing]);
  checkCodes('candidates', candidates ?? [], known);
  checkCodes('include', include, known);
  checkCodes('exclude', exclude, known);
  const rules: Rule[] = [
    { words: 'not in candidates', forbids: (code) => candidates !== null && !candidates.includes(code) },
    { words: 'exclude', forbids: (code) => exclude.includes(code) },
    ...modelRules(constraints, readCoverage),
  ];
  const conflicts = include.flatMap((code) => {
    if (!codes.includes(code)) return [`${code} (no features)`];
    return rules.filter(({ forbids }) => forbids(code)).map(({ words }) => `${code} (${words})`);
  });
  if (conflicts.length > 0) {
    throw new RangeError(
      `selectLanguages: include must hold languages that the other rules leave, got ${conflicts.join(', ')}`,
    );
  }
  return codes.filter((code) => !rules.some(({ forbids }) => forbids(code)));
}

function modelRules(
  { seenBy = [], unseenBy = [] }: Constraints,
  readCoverage: () => readonly Coverage[],
): Rule[] {
  if (seenBy.length + unseenBy.length === 0) return [];
  const models = new Map(readCoverage().map((entry) => [entry.code, entry.models]));
  const saw = (model: string, code: string): boolean => {
    const seen = models.get(code);
    if (seen !== undefined) return seen.includes(model);
    throw new RangeError(
      `selectLanguages: seenBy and unseenBy need to know which models saw a language, got nothing on ${code}`,
    );
  };
  const rule =
    (name: string, wanted: boolean) =>
    (model: string): Rule => ({
      words: `${name} ${checkModel(name, model)}`,
      forbids: (code) => saw(model, code) !== wanted,
    });
  return [...seenBy.map(rule('seenBy', true)), ...unseenBy.map(rule('unseenBy', false))];
}

function checkModel(name: string, model: string): string {
  if (MODEL_FAMILIES.some((family) => family === model)) return model;
  throw new RangeError(
    `selectLanguages: ${name} must be of ${MODEL_FAMILIES.join(', ')}, got ${quoteText(model)}`,
  );
}

function checkCodes(name: string, list: readonly string[], known: ReadonlySet<string>): void {
  for (const [index, code] of list.entries()) {
    if (!known.has(code)) {
      throw new RangeError(`selectLanguages: ${name} must hold codes of the table, got ${quoteText(code)}`);
    }
    if (list.indexOf(code) < index) {
      throw new RangeError(`selectLanguages: ${name} must hold each code once, got ${code} again`);
    }
  }
}
