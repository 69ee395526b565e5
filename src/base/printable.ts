/** Text from files that others wrote, made fit for messages and checked before it becomes a name. */

/** Controls, line and paragraph separators, lone surrogates, and marks that turn the writing direction. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const EVERY_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

/** What steers a terminal: controls but for ends of lines and tabs, and what embeds text of another direction. */
const EVERY_CONTROL = /(?![\n\t]|\r\n)[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** More of a foreign text than this says nothing more in a message. */
const QUOTED_LENGTH = 80;

/** Whether a text can be shown on one line as it is: no control characters, no change of direction. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** A text in double quotes for a message: at most 80 characters, whatever is not printable as `\u` escapes. */
export function quoteText(text: string): string {
  const shown = text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
  return escapeUnprintable(JSON.stringify(shown));
}

/** A text for one line: whatever is not printable in it as `\u` escapes. */
export function escapeUnprintable(text: string): string {
  return text.replace(EVERY_UNPRINTABLE, escapeOf);
}

/** A text of any number of lines whose control characters, and what turns it about, are `\u` escapes; tabs stay. */
export function escapeControls(text: string): string {
  return text.replace(EVERY_CONTROL, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
