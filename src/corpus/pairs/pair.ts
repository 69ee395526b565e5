/** An instruction and its answer. */
import type { Row } from '../rows/row.js';

/** One pair of an instruction corpus. */
export interface Pair {
  /** What the model is asked to do. */
  readonly instruction: string;
  /** What the instruction is about, or `null` where the row has nothing; an empty text stays one. */
  readonly input: string | null;
  /** What the model should answer; Bactrian-X has pairs where it is empty. */
  readonly output: string;
  /** The same for the same pair in every language, for example `alpaca-0` or `dolly-14`; `null` where the row has none. */
  readonly id: string | null;
  /** Language code of the corpus. */
  readonly language: string;
}

/**
 * Checks a row of an instruction corpus.
 * @param place of the row, for messages.
 * @throws Error with the place where a field is not text, the instruction is empty, or the id is empty or neither text nor a whole number.
 */
export function pairFromRow(row: Row, language: string, place: string): Pair {
  const input = row.input ?? null;
  if (input !== null && typeof input !== 'string')
    throw new Error(`${place}: input must be text or nothing, got ${typeof input}`);
  return {
    instruction: filledText(row, 'instruction', place),
    input,
    output: text(row, 'output', place),
    id: readId(row, place),
    language,
  };
}

/** Numbers count as their digits. */
function readId(row: Row, place: string): string | null {
  const id = row.id ?? null;
  if (id === null) return null;
  return Number.isSafeInteger(id) ? String(id) : filledText(row, 'id', place);
}

function text(row: Row, field: string, place: string): string {
  const value = row[field];
  if (typeof value !== 'string') {
    throw new Error(
      `${place}: ${field} must be text, got ${value === undefined ? 'nothing' : JSON.stringify(value)}`,
    );
  }
  return value;
}

function filledText(row: Row, field: string, place: string): string {
  const value = text(row, field, place);
  if (value === '') throw new Error(`${place}: ${field} must be text, got an empty one`);
  return value;
}
