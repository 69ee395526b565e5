/** Rows of text whose fields are separated by commas or tabs (RFC 4180), read piece by piece. */
import { MAX_RECORD, recordTooLong } from './record-limit.js';

/** Takes text piece by piece and gives the fields of each row that is complete. */
export interface SeparatedText {
  readonly push: (text: string) => void;
  /** To be called after the last piece. */
  readonly end: () => void;
}

const [QUOTE, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x0a, 0x0d];

/**
 * Splits text into rows, and these into fields. A row ends at a line feed, a carriage return or both; a field may
 * stand in quotes, doubled where it holds one. Only the row that is not complete yet is held.
 * @param place name for messages, usually the file's path; a row's number, from 1, is added.
 * @param onRow is given the fields and the number of each row.
 * @throws Error with place and row from `push` and `end`, where a quote does not end, something follows one that ends,
 * or a row is longer than `MAX_RECORD`.
 */
export function separatedText(
  separator: ',' | '\t',
  place: string,
  onRow: (fields: readonly string[], row: number) => void,
): SeparatedText {
  const separatorCode = separator.charCodeAt(0);
  /** Pieces of the row that is not complete. */
  let held: string[] = [];
  let [heldLength, triedLength] = [0, 0];
  let row = 1;

  const fault = (message: string): Error => new Error(`${place}, row ${row}: ${message}`);

  /** Gives all complete rows, and returns where the first one begins that is not. */
  const scan = (text: string, isLast: boolean): number => {
    const length = text.length;
    let start = 0;
    let [quote, carriageReturn] = [-1, -1];
    while (start < length) {
      // Most rows have neither: to split them at once takes a third of the time.
      const lineFeed = text.indexOf('\n', start);
      if (quote < start) quote = nextOrEnd(text, '"', start);
      if (carriageReturn < start) carriageReturn = nextOrEnd(text, '\r', start);
      if (lineFeed !== -1 && lineFeed < quote && lineFeed < carriageReturn) {
        onRow(text.slice(start, lineFeed).split(separator), row);
        row += 1;
        start = lineFeed + 1;
        continue;
      }
      const fields: string[] = [];
      let at = start;
      let end = -1;
      while (end < 0) {
        if (text.charCodeAt(at) === QUOTE) {
          const close = closingQuote(text, at);
          if (close < 0 || (close + 1 === length && !isLast)) {
            if (isLast) throw fault('a field in quotes must end, got the end of the file');
            return start;
          }
          const field = text.slice(at + 1, close);
          fields.push(field.includes('"') ? field.replaceAll('""', '"') : field);
          at = close + 1;
        } else {
          const from = at;
          let code = text.charCodeAt(at);
          while (at < length && code !== separatorCode && code !== LINE_FEED && code !== CARRIAGE_RETURN) {
            code = text.charCodeAt(++at);
          }
          fields.push(text.slice(from, at));
        }
        if (at === length) {
          if (!isLast) return start;
          end = at;
        } else {
          const code = text.charCodeAt(at);
          if (code === separatorCode) at += 1;
          else if (code === LINE_FEED) end = at + 1;
          else if (code !== CARRIAGE_RETURN)
            throw fault('a separator or the end of the row must follow a closing quote');
          // A line feed may follow in the next piece.
          else if (at + 1 === length && !isLast) return start;
          else end = text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
        }
      }
      onRow(fields, row);
      row += 1;
      start = end;
    }
    return start;
  };

  const take = (isLast: boolean): void => {
    const text = held.length === 1 ? (held[0] ?? '') : held.join('');
    const start = scan(text, isLast);
    held = start === text.length ? [] : [text.slice(start)];
    heldLength = text.length - start;
    triedLength = heldLength;
    if (heldLength > MAX_RECORD) throw recordTooLong(`${place}, row ${row}`);
  };

  return {
    push: (text) => {
      held.push(text);
      heldLength += text.length;
      // A long row is not gone through again for each little piece.
      if (heldLength >= 2 * triedLength) take(false);
    },
    end: () => take(true),
  };
}

/** Where a sign comes next, or the text's length where it does not. */
function nextOrEnd(text: string, sign: string, from: number): number {
  const place = text.indexOf(sign, from);
  return place === -1 ? text.length : place;
}

/** Where the quote that opens at a place is closed, or -1. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  return close;
}
