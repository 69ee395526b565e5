/** Numbers as files hold them, turned into the kinds that we compute with; hosts are little-endian, as files are. */
import type { Dtype, TensorData } from './dtypes.js';

/** Half precision has 112 less in its exponents than single precision. */
const HALF_TO_SINGLE = 2 ** 112;
const HALF_EXPONENT = 0x7c00;
const SINGLE_EXPONENT = 0x7f800000;

/** Room for `count` numbers of a kind, as they are held in memory. */
export function roomFor(dtype: Dtype, count: number): TensorData {
  if (dtype === 'I32' || dtype === 'I64') return new Int32Array(count);
  return dtype === 'U8' || dtype === 'BOOL' ? new Uint8Array(count) : new Float32Array(count);
}

/** Whether a kind is held in memory bit for bit as in the file. */
export function isHeldAsStored(dtype: Dtype): boolean {
  return dtype === 'F32' || dtype === 'I32' || dtype === 'U8' || dtype === 'BOOL';
}

/**
 * Converts numbers of a kind that is not held as stored.
 * @param raw bytes of the file; its buffer must start with them.
 * @param target where the numbers go, as many as `raw` holds.
 * @returns index of the first number that does not fit, or -1: only an I64 can be too large.
 */
export function convertValues(dtype: Dtype, raw: Uint8Array, target: TensorData): number {
  const { buffer, byteLength } = raw;
  if (dtype === 'I64') return convertLongs(new Int32Array(buffer, 0, byteLength / 4), target);
  if (dtype === 'F64') target.set(new Float64Array(buffer, 0, byteLength / 8));
  else if (target instanceof Float32Array) {
    const shorts = new Uint16Array(buffer, 0, byteLength / 2);
    if (dtype === 'F16') convertHalves(shorts, target);
    else convertBrainFloats(shorts, target);
  }
  return -1;
}

/** Sign and bits move to their new places; the multiplication mends the exponent, of subnormal numbers too. */
function convertHalves(halves: Uint16Array, target: Float32Array): void {
  const bits = new Int32Array(target.buffer, target.byteOffset, target.length);
  for (let index = 0; index < halves.length; index += 1) {
    const half = halves[index] ?? 0;
    const moved = ((half & 0x8000) << 16) | ((half & 0x7fff) << 13);
    const finite = (half & HALF_EXPONENT) !== HALF_EXPONENT;
    bits[index] = finite ? moved : moved | SINGLE_EXPONENT;
    if (finite) target[index] = (target[index] ?? 0) * HALF_TO_SINGLE;
  }
}

/** bfloat16 is the upper half of single precision. */
function convertBrainFloats(shorts: Uint16Array, target: Float32Array): void {
  const bits = new Int32Array(target.buffer, target.byteOffset, target.length);
  for (let index = 0; index < shorts.length; index += 1) bits[index] = (shorts[index] ?? 0) << 16;
}

/** A 64-bit number fits into 32 bits where its upper half repeats the sign of its lower one. */
function convertLongs(halves: Int32Array, target: TensorData): number {
  for (let index = 0; index < halves.length / 2; index += 1) {
    const lower = halves[2 * index] ?? 0;
    if (halves[2 * index + 1] !== lower >> 31) return index;
    target[index] = lower;
  }
  return -1;
}

/**
 * Rounds numbers to half precision, ties to even; too large ones become infinite.
 * @returns bits of the halves, [values.length].
 */
export function roundToHalves(values: Float32Array): Uint16Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(bits.length);
  // `Uint16Array.from` with a function takes twenty times as long.
  for (let index = 0; index < bits.length; index += 1) halves[index] = halfBits(bits[index] ?? 0);
  return halves;
}

/** Bits of the half precision number next to a single precision one. */
function halfBits(single: number): number {
  const sign = (single >>> 16) & 0x8000;
  const size = single & 0x7fffffff;
  if (size >= SINGLE_EXPONENT) return sign | HALF_EXPONENT | (size > SINGLE_EXPONENT ? 0x200 : 0);
  // 65,520 and above round to infinity, numbers below 2⁻¹⁴ are subnormal in half precision.
  if (size >= 0x477ff000) return sign | HALF_EXPONENT;
  if (size < 0x38800000) return sign | subnormalHalf(size);
  const rebased = size - 0x38000000;
  return sign | ((rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13);
}

/** How many times 2⁻²⁴ a small number is, ties to even. */
function subnormalHalf(size: number): number {
  const shift = 126 - (size >>> 23);
  if (shift > 24) return 0;
  const mantissa = (size & 0x7fffff) | 0x800000;
  const half = 1 << (shift - 1);
  const quotient = mantissa >>> shift;
  const rest = mantissa & ((1 << shift) - 1);
  return quotient + (rest > half || (rest === half && (quotient & 1) === 1) ? 1 : 0);
}
