/** The header of a safetensors file, checked before anything is read by it. */
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { parseJson } from '../../base/files/read-json-file.js';
import { quoteText } from '../../base/printable.js';
import { bitsOf, DTYPE_BYTES, type StoredDtype, UNREAD_BITS } from './dtypes.js';

/** Where a tensor lies, and what it holds. */
export interface TensorEntry {
  readonly dtype: StoredDtype;
  readonly shape: readonly number[];
  /** First byte and the byte after the last, counted from the end of the header. */
  readonly start: number;
  readonly end: number;
}

/** What a file's header says. */
export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  /** Free texts that the writer left, such as `format`. */
  readonly metadata: ReadonlyMap<string, string>;
}

const METADATA = '__metadata__';
const Size = z.int().min(0);
const Dtypes = Object.keys({ ...DTYPE_BYTES, ...UNREAD_BITS }) as [StoredDtype, ...StoredDtype[]];
const Entry = z.object({ dtype: z.enum(Dtypes), shape: z.array(Size), data_offsets: z.tuple([Size, Size]) });
const Metadata = z.record(z.string(), z.string()).nullish();
const Header = z.record(z.string(), z.unknown());

/**
 * Parses a header and holds it against the bytes that follow it: each tensor must have as many bytes as its shape
 * says, and together they must fill the file without gap or overlap. Of a name that stands twice the last counts:
 * the bytes of the first are then a gap.
 * @param bytes the header's JSON.
 * @param dataBytes bytes that follow the header.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place, and the tensor where one is at fault.
 * Source: the format's description, github.com/huggingface/safetensors.
 */
export function parseSafetensorsHeader(
  bytes: Uint8Array,
  dataBytes: number,
  place: string,
): SafetensorsHeader {
  if (bytes[0] !== '{'.charCodeAt(0)) throw new Error(`${place}: the header must start with {`);
  const { [METADATA]: texts, ...entries } = checkForm(Header, parseJson(bytes, place), place);
  const metadata = checkForm(Metadata, texts, `${place}: ${METADATA}`) ?? {};
  const tensors = new Map(
    Object.entries(entries).map(([name, entry]) => [
      name,
      readEntry(entry, `${place}: tensor ${quoteText(name)}`),
    ]),
  );
  checkCover(tensors, dataBytes, place);
  return { tensors, metadata: new Map(Object.entries(metadata)) };
}

function readEntry(value: unknown, place: string): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = checkForm(Entry, value, place);
  const [start, end] = offsets;
  const bytes = shape.reduce((product, size) => product * size, bitsOf(dtype)) / 8;
  if (!Number.isSafeInteger(bytes) || end - start !== bytes) {
    throw new Error(
      `${place}: ${bytes} bytes of ${dtype} [${shape.join(', ')}] must lie there, got ${end - start}`,
    );
  }
  return { dtype, shape, start, end };
}

/** Every byte must belong to one tensor. */
function checkCover(tensors: ReadonlyMap<string, TensorEntry>, dataBytes: number, place: string): void {
  const inOrder = [...tensors].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  let covered = 0;
  for (const [name, { start, end }] of inOrder) {
    if (start !== covered) {
      throw new Error(
        `${place}: tensor ${quoteText(name)} must start at byte ${covered} of the data, got ${start}`,
      );
    }
    covered = end;
  }
  if (covered !== dataBytes) {
    throw new Error(`${place}: ${covered} bytes of data must follow the header, got ${dataBytes}`);
  }
}
