import { inspect } from 'node:util';

/** Elements of arrays, maps and sets that are shown. */
const MOST_ELEMENTS = 50;
/** Characters of one text within a value that are shown. */
const LONGEST_TEXT = 10_000;
/** Characters of the whole that are shown. */
const LONGEST = 30_000;
/** Elements of a long typed array that are shown at its beginning and at its end. */
const EDGE = 6;
/** Width of a line in JupyterLab, in characters, before it is broken. */
const WIDTH = 96;

/** A typed array of numbers. */
type Numbers = Float32Array | Float64Array | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array;

/**
 * Readable text of any value: long arrays and texts are cut, a long typed array is told by its range and mean. Never
 * throws, whatever the value does when it is looked at.
 */
export function valueText(value: unknown): string {
  try {
    if (isNumbers(value) && value.length > MOST_ELEMENTS) return numbersText(value);
    const text = inspect(value, {
      depth: 4,
      maxArrayLength: MOST_ELEMENTS,
      maxStringLength: LONGEST_TEXT,
      breakLength: WIDTH,
      compact: 3,
    });
    return text.length <= LONGEST
      ? text
      : `${text.slice(0, LONGEST)}\n… (${(text.length - LONGEST).toLocaleString('en')} more characters)`;
  } catch (error) {
    return `[a value that cannot be shown: ${error instanceof Error ? error.message : 'it throws'}]`;
  }
}

function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) && !isBig(value);
}

function isBig(value: ArrayBufferView): boolean {
  return value instanceof BigInt64Array || value instanceof BigUint64Array;
}

function numbersText(values: Numbers): string {
  let least = Infinity;
  let most = -Infinity;
  let sum = 0;
  let broken = 0;
  for (const value of values) {
    if (Number.isNaN(value)) {
      broken += 1;
      continue;
    }
    least = Math.min(least, value);
    most = Math.max(most, value);
    sum += value;
  }
  const number = (value: number) => String(Number(value.toPrecision(7)));
  const edge = (part: Iterable<number>) => Array.from(part, number).join(', ');
  const counted = values.length - broken;
  const facts = [
    ...(counted === 0
      ? []
      : [`${number(least)} … ${number(most)}`, `mean ${Number((sum / counted).toPrecision(6))}`]),
    ...(broken === 0 ? [] : [`${broken.toLocaleString('en')} NaN`]),
  ];
  const shown = `[${edge(values.subarray(0, EDGE))}, …, ${edge(values.subarray(-EDGE))}]`;
  return `${values.constructor.name}(${values.length.toLocaleString('en')}): ${facts.join(', ')}\n${shown}`;
}
