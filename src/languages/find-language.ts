import { isNearWord } from '../base/near-word.js';
import { quoteText } from '../base/printable.js';
import { type Language, readLanguages } from './catalogue.js';

/** More suggestions than this are no help in a message. */
const MOST_HINTS = 5;

/**
 * The language of the pool with a code.
 * @param code ISO 639-1 or 639-3, for example `vi` or `vie`.
 * @param languages where to look (default: the 52).
 * @throws RangeError where none has the code; the message names languages whose code or name is one slip away.
 */
export function findLanguage(code: string, languages: readonly Language[] = readLanguages()): Language {
  const found = languages.find((language) => language.code === code || language.iso6393 === code);
  if (found !== undefined) return found;
  const isNear = (language: Language): boolean =>
    [language.code, language.iso6393, language.name].some((word) => isNearWord(code, word));
  const near = languages.filter(isNear).map((language) => `${language.code} (${language.name})`);
  const hint = near.length === 0 ? '' : `; near: ${near.slice(0, MOST_HINTS).join(', ')}`;
  throw new RangeError(
    `findLanguage: code must be one of the ${languages.length} languages’, got ${quoteText(code)}${hint}`,
  );
}
