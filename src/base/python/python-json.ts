/** JSON as Python's `json` module writes it: with `NaN`, `Infinity` and `-Infinity`, which JSON itself does not have. */

/** The words, where they are values of their own: no part of a longer word or number. */
const WORDS = /(?<![\w.+-])(?:(?<sign>-?)Infinity|NaN)(?![\w.+-])/g;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/**
 * Parses JSON in which numbers may also be `NaN`, `Infinity` or `-Infinity`.
 * @throws SyntaxError where the text is not JSON even so.
 * Source: `allow_nan` of Python's `json.dumps`, which is on by default.
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const standIn = unusedText(text);
    const replaced = replaceWords(text, standIn);
    if (replaced === text) throw cause;
    return JSON.parse(replaced, (_, value: unknown) => (value === standIn ? Number.NaN : value));
  }
}

/** A text that the other does not hold. */
function unusedText(text: string): string {
  let unused = 'NaN';
  while (text.includes(unused)) unused += '_';
  return unused;
}

/** The text with what JSON reads as infinite in place of the words for it, and a stand-in for `NaN`; texts inside it stand. */
function replaceWords(text: string, standIn: string): string {
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    const quote = text.indexOf('"', start);
    const end = quote === -1 ? text.length : quote;
    parts.push(
      text
        .slice(start, end)
        .replace(WORDS, (word, sign: string) => (word === 'NaN' ? `"${standIn}"` : `${sign}1e999`)),
    );
    start = endOfText(text, end);
    parts.push(text.slice(end, start));
  }
  return parts.join('');
}

/** Where the text that opens at a place has ended. */
function endOfText(text: string, quote: number): number {
  let place = quote + 1;
  for (; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit === BACKSLASH) place++;
    else if (unit === QUOTE) return place + 1;
  }
  return Math.min(place, text.length);
}
