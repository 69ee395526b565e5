/** Patterns that others wrote: how long a match by backtracking can take, decided from the pattern alone. */
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { quoteText } from './printable.js';

/** What a pattern may cost. */
export interface PatternBound {
  /** Length of the texts that it is to match. */
  readonly length: number;
  /** Most ways in which it may be tried from one place of such a text. */
  readonly ways: number;
}

/** Ways to match from one place of a text of n characters: at most `factor` · n^`loops`. */
interface Ways {
  readonly loops: number;
  readonly factor: number;
}

const ONE_WAY: Ways = { loops: 0, factor: 1 };
const ENDLESS: Ways = { loops: Infinity, factor: 1 };
/** Ways by counts and alternatives, whatever the length of the text; patterns in use have 10 at most. */
const MOST_FACTOR = 256;
/** So few ways of what is never tried again are no more than a step. */
const FEW = 16;
/** Wider repeated parts are refused, as counts within counts make them. */
const MOST_WIDTH = 1_000;

/**
 * Checks that a pattern cannot keep the engine busy: each alternative must be decided within a bounded number of ways.
 * Loops are over single characters, or over parts that can match in one way only; a loop counts where something behind
 * it can fail, since only then are its other lengths tried.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place where it could take more, or refers back to what it has matched.
 */
export function checkBoundedPattern(pattern: RegExp, bound: PatternBound, place: string): void {
  let cause: unknown;
  try {
    if (isBounded(pattern, bound)) return;
  } catch (error) {
    cause = error; // What the parser does not know, or the stack does not hold, is not known to be bounded.
  }
  throw new Error(
    `${place}: patterns must not be able to backtrack without end, got ${quoteText(pattern.source)}`,
    { cause },
  );
}

function isBounded({ source, flags }: RegExp, { length, ways: most }: PatternBound): boolean {
  const parsed = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const { loops, factor } = waysOfAny(parsed.alternatives, false);
  // Of several loops that share a text each takes what the others leave.
  const ways = factor * (length ** loops / factorial(Math.min(loops, MOST_WIDTH)));
  return factor <= MOST_FACTOR && ways <= most;
}

/** Ways of alternatives together. @param tailFails whether what comes behind them can fail. */
function waysOfAny(alternatives: readonly AST.Alternative[], tailFails: boolean): Ways {
  const each = alternatives.map(({ elements }) => waysOfAll(elements, tailFails));
  const loops = Math.max(...each.map(({ loops }) => loops));
  const factor = each.reduce((sum, { factor }) => sum + factor, 0);
  return !tailFails && loops === 0 && factor <= FEW ? ONE_WAY : { loops, factor };
}

/** Ways of elements one behind the other. */
function waysOfAll(elements: readonly AST.Element[], tailFails: boolean): Ways {
  let fails = tailFails;
  let all = ONE_WAY;
  for (const element of elements.toReversed()) {
    const ways = waysOf(element, fails);
    all = { loops: all.loops + ways.loops, factor: all.factor * ways.factor };
    fails ||= canFail(element);
  }
  return all;
}

function waysOf(element: AST.Element, tailFails: boolean): Ways {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return waysOfAny(element.alternatives, tailFails);
    case 'Assertion':
      return 'alternatives' in element ? waysOfAny(element.alternatives, true) : ONE_WAY;
    case 'Quantifier':
      return waysOfQuantifier(element, tailFails);
    case 'Backreference':
      return ENDLESS;
    default:
      return ONE_WAY;
  }
}

function waysOfQuantifier({ min, max, element }: AST.Quantifier, tailFails: boolean): Ways {
  if (widthOf(element) !== null) {
    if (!tailFails) return ONE_WAY;
    return max === Infinity ? { loops: 1, factor: 1 } : { loops: 0, factor: max - min + 1 };
  }
  if (max === Infinity) return ENDLESS;
  const { loops, factor } = waysOf(element, tailFails || max > 1);
  return { loops: loops === 0 ? 0 : loops * max, factor: factor ** max * (max - min + 1) };
}

/** Characters of a part that can match in one way only; of alternatives the longest; `null` where there are other ways. */
function widthOf(element: AST.Element): number | null {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return 1;
    case 'Quantifier': {
      const width = widthOf(element.element);
      if (width === null || element.min !== element.max) return null;
      return limited(width * element.max);
    }
    case 'Group':
      return element.modifiers === null ? widthOfAny(element.alternatives) : null;
    case 'CapturingGroup':
      return widthOfAny(element.alternatives);
    default:
      return null;
  }
}

function widthOfAny(alternatives: readonly AST.Alternative[]): number | null {
  const firsts = alternatives.map(({ elements: [first] }) =>
    first?.type === 'Character' ? first.value : null,
  );
  // Their first characters decide between them.
  const isDecided = !firsts.includes(null) && new Set(firsts).size === firsts.length;
  if (alternatives.length > 1 && !isDecided) return null;
  let widest = 0;
  for (const { elements } of alternatives) {
    const widths = elements.map(widthOf);
    if (widths.includes(null)) return null;
    widest = Math.max(
      widest,
      widths.reduce<number>((sum, width) => sum + (width ?? 0), 0),
    );
  }
  return limited(widest);
}

function limited(width: number): number | null {
  return width > 0 && width <= MOST_WIDTH ? width : null;
}

function canFail(element: AST.Element): boolean {
  if (element.type === 'Quantifier') return element.min > 0 && canFail(element.element);
  if (element.type === 'Group' || element.type === 'CapturingGroup') {
    return element.alternatives.every(({ elements }) => elements.some(canFail));
  }
  return true;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
