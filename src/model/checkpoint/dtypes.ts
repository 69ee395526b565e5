/** Kinds of numbers in safetensors files, by the names that the format has for them. */

/** Bytes of one number of each kind that is read. */
export const DTYPE_BYTES = { F64: 8, I64: 8, F32: 4, I32: 4, BF16: 2, F16: 2, U8: 1, BOOL: 1 } as const;

/** A kind of numbers that is read. */
export type Dtype = keyof typeof DTYPE_BYTES;

/** Bits of one number of each kind that the format has besides; tensors of such may be in a file, but are not read. */
export const UNREAD_BITS = {
  C64: 64,
  U64: 64,
  U32: 32,
  I16: 16,
  U16: 16,
  I8: 8,
  F8_E4M3: 8,
  F8_E5M2: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  F6_E2M3: 6,
  F6_E3M2: 6,
  F4: 4,
} as const;

/** A kind of numbers that the format has. */
export type StoredDtype = Dtype | keyof typeof UNREAD_BITS;

/** Whether a kind is read. */
export function isRead(dtype: StoredDtype): dtype is Dtype {
  return Object.hasOwn(DTYPE_BYTES, dtype);
}

/** Bits of one number of a kind. */
export function bitsOf(dtype: StoredDtype): number {
  return isRead(dtype) ? 8 * DTYPE_BYTES[dtype] : UNREAD_BITS[dtype];
}

/** Numbers as they are held in memory: fractions as float32, whole numbers as int32, bytes and truth values as bytes. */
export type TensorData = Float32Array | Int32Array | Uint8Array;

/** Numbers and how they lie, last index fastest. */
export interface TensorValues {
  readonly data: TensorData;
  readonly shape: readonly number[];
}
