/** Kinds of numbers in safetensors files, by the names that the format has for them. */

/** Bytes of one number of each kind that is read. */
export const DTYPE_BYTES = { F64: 8, I64: 8, F32: 4, I32: 4, BF16: 2, F16: 2, U8: 1, BOOL: 1 } as const;

/** A kind of numbers that is read. */
export type Dtype = keyof typeof DTYPE_BYTES;

/** Numbers as they are held in memory: fractions as float32, whole numbers as int32, bytes and truth values as bytes. */
export type TensorData = Float32Array | Int32Array | Uint8Array;

/** Numbers and how they lie, last index fastest. */
export interface TensorValues {
  readonly data: TensorData;
  readonly shape: readonly number[];
}
