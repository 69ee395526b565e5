/** Claims that give a number or a list: a part has credit where ours is the same. */
import { roundDecimal } from '../../base/round-decimal.js';
import type { Part } from './judge.js';

/** A number that the paper gives, beside ours. */
export interface PrintedValue {
  /** What the number is, for example `mGPT ALL`. */
  readonly name: string;
  readonly value: number;
  /** The number as the paper gives it. */
  readonly printed: number;
  /** Decimals that the paper gives. */
  readonly digits: number;
}

/** Credit where our number, rounded to the paper's decimals, is the paper's. */
export function sameAsPrinted({ name, value, printed, digits }: PrintedValue): Part {
  const rounded = roundDecimal(value, digits);
  const paper = rounded === printed ? '' : ` (paper ${printed.toFixed(digits)})`;
  return { text: `${name} ${rounded.toFixed(digits)}${paper}`, credit: rounded === printed ? 1 : 0 };
}

/** Credit where a count is the claimed one. */
export function countIs(name: string, count: number, claimed: number): Part {
  const paper = count === claimed ? '' : ` (paper ${claimed})`;
  return { text: `${name}: ${count}${paper}`, credit: count === claimed ? 1 : 0 };
}

/** Credit where two sets of words have the same members, in any order. */
export function sameWords(name: string, found: readonly string[], claimed: readonly string[]): Part {
  const extra = found.filter((word) => !claimed.includes(word));
  const missing = claimed.filter((word) => !found.includes(word));
  const differences = [
    ...(extra.length > 0 ? [`also ${extra.join(', ')}`] : []),
    ...(missing.length > 0 ? [`without ${missing.join(', ')}`] : []),
  ];
  return {
    text: `${name}: ${differences.length === 0 ? 'the same' : differences.join(', ')}`,
    credit: differences.length === 0 ? 1 : 0,
  };
}

/** Credit where a statement about numbers is true; `text` gives the numbers. */
export function isSo(text: string, so: boolean): Part {
  return { text, credit: so ? 1 : 0 };
}
