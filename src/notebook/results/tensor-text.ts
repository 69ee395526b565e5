import { valueText } from './value-text.js';

/** A tensor of TensorFlow.js, as far as it is looked at: the kernel does not load TensorFlow.js for it. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly size: number;
  readonly isDisposed: boolean;
  dataSync(): ArrayLike<unknown>;
  toString(): string;
}

/** Values of a tensor that are read to be summed up; more would keep the kernel busy. */
const MOST_VALUES = 4_000_000;
/** Values below which they are all shown. */
const FEW = 200;

/** Whether a value is a tensor, of whichever copy of TensorFlow.js. */
export function isTensor(value: object): value is TensorLike {
  const { shape, dtype, dataSync, isDisposed } = value as Partial<TensorLike>;
  return (
    Array.isArray(shape) &&
    typeof dtype === 'string' &&
    typeof dataSync === 'function' &&
    typeof isDisposed === 'boolean'
  );
}

/** Shape and type of a tensor, and its values where they are few, else their range and mean. */
export function tensorText(tensor: TensorLike): string {
  const head = `Tensor [${tensor.shape.join(', ')}] ${tensor.dtype}`;
  if (tensor.isDisposed) return `${head}, disposed`;
  if (tensor.size > MOST_VALUES) return `${head}, ${tensor.size.toLocaleString('en')} values`;
  if (tensor.size <= FEW) return `${head}\n${tensor.toString().replace(/^Tensor\n/, '')}`;
  return `${head}\n${valueText(tensor.dataSync())}`;
}
