/** What becomes of Parquet's types: values as Python has them, and the form that JavaScript's do not show. */
import { isUtf8 } from 'node:buffer';
import type { ParquetParsers, SchemaElement, SchemaTree } from 'hyparquet';
import type { PythonForm } from '../../base/python/python-form.js';
import {
  pythonDate,
  pythonDecimal,
  pythonMoment,
  pythonTime,
  type TimeUnit,
  wholeNumber,
} from './python-values.js';

/** How values of a column become those of a row. */
export interface ColumnReader {
  /** A value as hyparquet gives it where the schema is that of `rawElement`. */
  readonly read: (value: unknown) => unknown;
  /** Form of the values; `undefined` where they are plain. */
  readonly form: PythonForm | undefined;
}

/** Types whose values hyparquet would round or make JavaScript's own: it must give what the file holds. */
const RAW_CONVERTED: readonly string[] = [
  ...['DECIMAL', 'DATE', 'TIME_MILLIS', 'TIME_MICROS', 'TIMESTAMP_MILLIS', 'TIMESTAMP_MICROS'],
];
const RAW_LOGICAL: readonly string[] = ['DECIMAL', 'DATE', 'TIME', 'TIMESTAMP'];

/** An element without what makes hyparquet convert its values by rounding them. */
export function rawElement(element: SchemaElement): SchemaElement {
  const { converted_type: converted, logical_type: logical, ...rest } = element;
  const isRaw =
    (converted !== undefined && RAW_CONVERTED.includes(converted)) ||
    (logical !== undefined && RAW_LOGICAL.includes(logical.type));
  return isRaw ? rest : element;
}

/** What hyparquet makes of the types that it still converts. */
export const PARSERS: Partial<ParquetParsers> = {
  stringFromBytes: (bytes) => textOf(bytes),
  // Python keeps JSON as text.
  jsonFromBytes: (bytes) => textOf(bytes),
  timestampFromNanoseconds: (nanos) => pythonMoment(nanos, { unit: 'NANOS', isUtc: false }),
};

/** @throws Error where the bytes are not UTF-8. */
function textOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined || bytes === null) return undefined;
  if (!isUtf8(bytes)) throw new Error('text that is not UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** The reader of a column of the file's own schema. */
export function columnReader(tree: SchemaTree, isListed = false): ColumnReader {
  const { element, children } = tree;
  if (element.repetition_type === 'REPEATED' && !isListed) return listReader(columnReader(tree, true));
  if (children.length === 0) return leafReader(element);
  const [only] = children;
  if (element.converted_type === 'LIST' && only !== undefined && children.length === 1) {
    const [item] = only.children;
    return listReader(
      only.children.length === 1 && item !== undefined ? columnReader(item) : columnReader(only, true),
    );
  }
  const readers = new Map(children.map((child) => [child.element.name, columnReader(child)]));
  const forms = [...readers].flatMap(([name, { form }]) =>
    form === undefined ? [] : [[name, form] as const],
  );
  return {
    read: (value) => {
      if (value === null || value === undefined) return null;
      if (typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, field]) => [name, (readers.get(name)?.read ?? plainValue)(field)]),
      );
    },
    form: forms.length === 0 ? undefined : { fields: Object.fromEntries(forms) },
  };
}

function listReader({ read, form }: ColumnReader): ColumnReader {
  return {
    read: (value) => (Array.isArray(value) ? value.map(read) : (value ?? null)),
    form: form === undefined ? undefined : { items: form },
  };
}

function leafReader(element: SchemaElement): ColumnReader {
  const plain = (read: (value: number | bigint) => unknown): ColumnReader => ({
    read: (value) => (typeof value === 'number' || typeof value === 'bigint' ? read(value) : (value ?? null)),
    form: undefined,
  });
  const { type, converted_type: converted, logical_type: logical } = element;
  const unit = timeUnit(element);
  if (converted === 'DATE' || logical?.type === 'DATE') return plain((days) => pythonDate(Number(days)));
  if (unit !== null && (logical?.type === 'TIME' || converted?.startsWith('TIME_'))) {
    return plain((count) => pythonTime(BigInt(count), unit));
  }
  if (unit !== null) {
    // Without the newer annotation the older one means UTC.
    const isUtc = logical?.type === 'TIMESTAMP' ? logical.isAdjustedToUTC : true;
    return plain((count) => pythonMoment(BigInt(count), { unit, isUtc }));
  }
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = logical?.type === 'DECIMAL' ? logical.scale : (element.scale ?? 0);
    return {
      read: (value) => {
        if (value === null || value === undefined) return null;
        const unscaled = value instanceof Uint8Array ? wholeNumber(value) : BigInt(value as number | bigint);
        return pythonDecimal(unscaled, scale);
      },
      form: undefined,
    };
  }
  if (type === 'FLOAT' || type === 'DOUBLE' || logical?.type === 'FLOAT16')
    return { read: plainValue, form: 'float' };
  const isText =
    converted === 'UTF8' || converted === 'JSON' || logical?.type === 'STRING' || logical?.type === 'UUID';
  const isBytes = (type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY') && !isText;
  return isBytes ? { read: bytesValue, form: 'bytes' } : { read: plainValue, form: undefined };
}

function timeUnit({ converted_type: converted, logical_type: logical }: SchemaElement): TimeUnit | null {
  if (logical?.type === 'TIME' || logical?.type === 'TIMESTAMP') return logical.unit;
  return converted === 'TIME_MILLIS' || converted === 'TIMESTAMP_MILLIS'
    ? 'MILLIS'
    : converted === 'TIME_MICROS' || converted === 'TIMESTAMP_MICROS'
      ? 'MICROS'
      : null;
}

/** Bytes as text where they are text, as many files leave it unsaid, else as they are. */
function bytesValue(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return plainValue(value);
  return isUtf8(value) ? textOf(value) : Uint8Array.from(value);
}

/** Whole numbers of 64 bits become plain ones where that loses nothing; what is not there is `null`. */
function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  return value ?? null;
}
