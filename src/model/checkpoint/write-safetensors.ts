import { replaceFile } from '../../base/files/atomic-file.js';
import { writeFully } from '../../base/files/full-transfer.js';
import { isPrintable, quoteText } from '../../base/printable.js';
import { roundToHalves } from './convert-values.js';
import { DTYPE_BYTES, type Dtype, type TensorData, type TensorValues } from './dtypes.js';

/** How tensors are written. */
export interface WriteSafetensorsOptions {
  /** Free texts of the header, in their order (default: none); transformers and PEFT want `format: 'pt'`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Kind that fractions are stored as, F16 rounded to the nearest (default F32). */
  readonly dtype?: 'F32' | 'F16';
}

/** The order of kinds that safetensors writes in: those that need the widest alignment come first. */
const DTYPE_ORDER: readonly Dtype[] = ['F32', 'I32', 'F16', 'U8'];
/** The header is filled up to a multiple of this, so that all numbers are aligned. */
const ALIGNMENT = 8;
/** Numbers that are written at a time. */
const CHUNK = 2 ** 18;

interface Part {
  readonly name: string;
  readonly dtype: Dtype;
  readonly tensor: TensorValues;
}

/**
 * Writes tensors into one file, in one step: the old file stands until the new one is whole. The bytes are those
 * that the Python package safetensors 0.8 writes for the same tensors.
 * @param tensors name → values; int32 is stored as I32, bytes as U8.
 * @throws RangeError where a name cannot be a tensor's or a shape does not fit the number of values; Error where
 * the file cannot be written.
 */
export function writeSafetensors(
  path: string,
  tensors: ReadonlyMap<string, TensorValues>,
  { metadata = {}, dtype = 'F32' }: WriteSafetensorsOptions = {},
): void {
  const parts = [...tensors].map(([name, tensor]) => partOf(name, tensor, dtype)).sort(comparePlaces);
  const write = (file: number) => {
    writeFully(file, headerOf(parts, metadata));
    for (const { dtype, tensor } of parts) writeValues(file, tensor.data, dtype);
  };
  replaceFile(path, write, 'writeSafetensors');
}

function partOf(name: string, tensor: TensorValues, fractions: Dtype): Part {
  if (!isPrintable(name) || name === '' || name === '__metadata__') {
    throw new RangeError(
      `writeSafetensors: a tensor's name must be a printable text, got ${quoteText(name)}`,
    );
  }
  const { data, shape } = tensor;
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length) {
    throw new RangeError(
      `writeSafetensors: ${quoteText(name)} of shape [${shape.join(', ')}] must have ${count} values, got ${data.length}`,
    );
  }
  const dtype = data instanceof Float32Array ? fractions : data instanceof Int32Array ? 'I32' : 'U8';
  return { name, dtype, tensor };
}

function comparePlaces(a: Part, b: Part): number {
  return (
    DTYPE_ORDER.indexOf(a.dtype) - DTYPE_ORDER.indexOf(b.dtype) ||
    Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))
  );
}

function headerOf(parts: readonly Part[], metadata: Readonly<Record<string, string>>): Uint8Array {
  let start = 0;
  const entries = parts.map(({ name, dtype, tensor: { data, shape } }) => {
    const end = start + data.length * DTYPE_BYTES[dtype];
    const entry = { dtype, shape, data_offsets: [start, end] };
    start = end;
    return [name, entry] as const;
  });
  const texts = Object.keys(metadata).length === 0 ? [] : [['__metadata__', metadata] as const];
  // Pairs, not an object: an object would put names such as "7" first.
  const pairs = [...texts, ...entries].map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  const json = Buffer.from(`{${pairs.join()}}`);
  const padded = Buffer.alloc(Math.ceil(json.length / ALIGNMENT) * ALIGNMENT, ' ');
  json.copy(padded);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded]);
}

function writeValues(file: number, data: TensorData, dtype: Dtype): void {
  for (let start = 0; start < data.length; start += CHUNK) {
    const piece = data.subarray(start, start + CHUNK);
    const stored = dtype === 'F16' && piece instanceof Float32Array ? roundToHalves(piece) : piece;
    writeFully(file, new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength));
  }
}
