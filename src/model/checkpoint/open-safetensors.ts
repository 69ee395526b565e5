import { closeSync, fstatSync } from 'node:fs';
import { errorMessage } from '../../base/caught-error.js';
import { readFully } from '../../base/files/full-transfer.js';
import { openPlainFile } from '../../base/files/plain-file.js';
import { quoteText } from '../../base/printable.js';
import { convertValues, isHeldAsStored, roomFor } from './convert-values.js';
import { DTYPE_BYTES, isRead, type StoredDtype, type TensorData, type TensorValues } from './dtypes.js';
import { parseSafetensorsHeader, type SafetensorsHeader, type TensorEntry } from './safetensors-header.js';

/** Tensors on disk, read one at a time. */
export interface Checkpoint {
  /** Names of the tensors. */
  readonly names: readonly string[];
  /** Free texts that the writer left, such as `format`. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Whether there is a tensor of this name. */
  has(name: string): boolean;
  /** Kind and shape of a tensor as stored. @throws Error where there is none of the name. */
  info(name: string): TensorInfo;
  /**
   * Values of a tensor, fractions as float32 and whole numbers as int32.
   * @throws Error with path and name where there is none, its kind is not read, the file is cut meanwhile, or an I64 exceeds 32 bits.
   */
  read(name: string): TensorValues;
  /** Closes the files; nothing can be read afterwards. */
  close(): void;
}

/** Kind and shape of a tensor as stored. */
export interface TensorInfo {
  readonly dtype: StoredDtype;
  readonly shape: readonly number[];
}

/** Largest header that the format allows. */
const MAX_HEADER_BYTES = 100_000_000;
/** The header's length, 64 bits. */
const LENGTH_BYTES = 8;
/** What is converted at a time: it bounds memory, and stays in the processor's cache. */
const CHUNK_BYTES = 2 ** 18;

/**
 * Opens a safetensors file. Only its header is read; a tensor is read when it is asked for, by its range.
 * @throws Error with the path where the file cannot be read, or its header is not that of a whole safetensors file.
 */
export function openSafetensors(path: string): Checkpoint {
  const file = openFile(path);
  try {
    const { header, dataStart } = readHeader(file, path);
    return checkpointOf(file, header, dataStart, path);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function openFile(path: string): number {
  try {
    return openPlainFile(path);
  } catch (cause) {
    const reason = errorMessage(cause);
    throw new Error(`${path}: must be a readable safetensors file, got ${reason}`, { cause });
  }
}

function readHeader(file: number, path: string): { header: SafetensorsHeader; dataStart: number } {
  const status = fstatSync(file);
  if (status.size < LENGTH_BYTES) {
    throw new Error(
      `${path}: a safetensors file must have ${LENGTH_BYTES} bytes at least, got ${status.size}`,
    );
  }
  const start = Buffer.alloc(LENGTH_BYTES);
  readFully(file, start, 0, path);
  const length = start.readBigUInt64LE();
  if (length > MAX_HEADER_BYTES) {
    throw new Error(`${path}: the header must have ${MAX_HEADER_BYTES} bytes at most, got ${length}`);
  }
  const dataStart = LENGTH_BYTES + Number(length);
  if (dataStart > status.size) {
    throw new Error(`${path}: the header must end within the file's ${status.size} bytes, got ${dataStart}`);
  }
  const bytes = new Uint8Array(Number(length));
  readFully(file, bytes, LENGTH_BYTES, path);
  return { header: parseSafetensorsHeader(bytes, status.size - dataStart, path), dataStart };
}

function checkpointOf(
  file: number,
  { tensors, metadata }: SafetensorsHeader,
  dataStart: number,
  path: string,
): Checkpoint {
  const entryOf = (name: string): TensorEntry => {
    const entry = tensors.get(name);
    if (entry === undefined)
      throw new Error(`${path}: tensor ${quoteText(name)} must be in the file, got none`);
    return entry;
  };
  return {
    names: [...tensors.keys()],
    metadata,
    has: (name) => tensors.has(name),
    info(name) {
      const { dtype, shape } = entryOf(name);
      return { dtype, shape };
    },
    read(name) {
      const entry = entryOf(name);
      const place = `${path}: tensor ${quoteText(name)}`;
      return { data: readValues(file, entry, dataStart, place), shape: entry.shape };
    },
    close: () => closeSync(file),
  };
}

/** Kinds that need no conversion are read in their place, others piece by piece through a small buffer. */
function readValues(file: number, entry: TensorEntry, dataStart: number, place: string): TensorData {
  const { dtype, start, end } = entry;
  if (!isRead(dtype)) {
    throw new Error(
      `${place}: numbers must be of ${Object.keys(DTYPE_BYTES).join(', ')} to be read, got ${dtype}`,
    );
  }
  const width = DTYPE_BYTES[dtype];
  const data = roomFor(dtype, (end - start) / width);
  if (isHeldAsStored(dtype)) {
    readFully(file, new Uint8Array(data.buffer), dataStart + start, place);
    return data;
  }
  const chunk = new Uint8Array(Math.min(CHUNK_BYTES, end - start));
  for (let at = start; at < end; at += CHUNK_BYTES) {
    const raw = chunk.subarray(0, Math.min(CHUNK_BYTES, end - at));
    readFully(file, raw, dataStart + at, place);
    const first = (at - start) / width;
    const misfit = convertValues(dtype, raw, data.subarray(first, first + raw.length / width));
    if (misfit !== -1)
      throw new Error(`${place}: whole numbers must fit into 32 bits, value ${first + misfit} does not`);
  }
  return data;
}
