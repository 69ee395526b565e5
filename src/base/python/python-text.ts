/** Operations on text as Python does them, where JavaScript's own differ: prompts must agree to the last character. */

import { finiteFloat } from './python-form.js';

/** What Python's `str.isspace` is true of: unlike `\s` with the separators U+001C..1F and U+0085, without U+FEFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts these controls as white space.
const LEADING = /^[\t-\r\x1C-\x20\x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const BLANK = /[\t-\r\x1C-\x20\x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

/** `text.strip()`. */
export function pythonStrip(text: string): string {
  return pythonRightStrip(text.replace(LEADING, ''));
}

/** `text.rstrip()`. A loop, since a regular expression with `$` takes quadratic time on long runs of blanks. */
export function pythonRightStrip(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** `text[:-1]`: the text without its last character, which may be two UTF-16 units. */
export function withoutLast(text: string): string {
  const last = text.codePointAt(text.length - 2) ?? 0;
  return text.slice(0, last > 0xffff ? -2 : -1);
}

/** `text[0].lower() + text[1:]` for a text that is not empty. */
export function lowerFirst(text: string): string {
  const [first = ''] = text;
  return first.toLowerCase() + text.slice(first.length);
}

/** `str(value)` of a float: always with a point or an exponent, which has two digits and starts at 1e16 and 1e-5. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return finiteFloat(value);
}
