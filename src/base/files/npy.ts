/** Reading NumPy's .npy files: plain arrays of numbers and texts, never Python objects. */
import { quoteText } from '../printable.js';

/** An array as NumPy saved it, last index fastest. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** Product of the shape's sizes values; texts without the zeros that NumPy pads them with. */
  readonly values: Float32Array | Float64Array | readonly string[];
}

const MAGIC = '\x93NUMPY';
/** Bytes before the header's length: the magic text and two bytes of version. */
const LENGTH_AT = 8;
/** A character of NumPy's `<U` is one code point in 4 bytes. */
const TEXT_UNIT = 4;

/**
 * Parses a .npy file of single or double precision numbers (`<f4`, `<f8`) or texts (`<U`).
 * @param place name for messages, usually the file's path.
 * @throws Error with the place where the file is not a .npy file, is cut, holds values of another kind (Python
 * objects are never unpickled), or has its first index fastest.
 * Source: format 1.0 to 3.0 of NumPy's documentation, `numpy.lib.format`.
 */
export function parseNpy(bytes: Uint8Array, place: string): NpyArray {
  const { header, start } = splitHeader(bytes, place);
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1]?.match(/\d+/g)?.map(Number) ?? [];
  if (descr === undefined)
    throw new Error(`${place}: values must be of one plain kind, got ${quoteText(header)}`);
  if (!/'fortran_order':\s*False/.test(header))
    throw new Error(`${place}: the last index must be the fastest`);
  const width = valueBytes(descr, place);
  const size = shape.reduce((product, length) => product * length, 1) * width;
  if (bytes.length - start !== size) {
    throw new Error(`${place}: ${size} bytes of values must follow the header, got ${bytes.length - start}`);
  }
  // A copy starts at 0, where every kind of number may start.
  const data = new Uint8Array(bytes.subarray(start)).buffer;
  if (descr === '<f4') return { shape, values: new Float32Array(data) };
  if (descr === '<f8') return { shape, values: new Float64Array(data) };
  return { shape, values: readTexts(new Uint32Array(data), width / TEXT_UNIT) };
}

function splitHeader(bytes: Uint8Array, place: string): { header: string; start: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < LENGTH_AT + 4 || latin1(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw new Error(`${place}: a .npy file must start with its magic text and version`);
  }
  // Format 1 has two bytes for the header's length, later ones four.
  const isFirst = view.getUint8(MAGIC.length) === 1;
  const headerAt = LENGTH_AT + (isFirst ? 2 : 4);
  const start = headerAt + (isFirst ? view.getUint16(LENGTH_AT, true) : view.getUint32(LENGTH_AT, true));
  return { header: latin1(bytes.subarray(headerAt, start)), start };
}

/** Bytes of one value of a kind that is read. */
function valueBytes(descr: string, place: string): number {
  if (descr.endsWith('O'))
    throw new Error(`${place}: Python objects are not read, since unpickling runs code`);
  const [, kind, digits] = /^<([fU])(\d+)$/.exec(descr) ?? [];
  // Of texts without a length any number would take no bytes.
  if (kind === 'U' && Number(digits) > 0) return Number(digits) * TEXT_UNIT;
  if (kind === 'f' && (digits === '4' || digits === '8')) return Number(digits);
  throw new Error(`${place}: values must be <f4, <f8 or <U, got ${quoteText(descr)}`);
}

function readTexts(points: Uint32Array, width: number): string[] {
  return Array.from({ length: width === 0 ? 0 : points.length / width }, (_, index) =>
    String.fromCodePoint(...points.subarray(index * width, (index + 1) * width)).replace(/\0+$/, ''),
  );
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
