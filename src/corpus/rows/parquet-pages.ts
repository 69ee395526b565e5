/** What the pages of a Parquet file claim, held against bounds and against each other before anything is made of it. */
import type { AsyncBuffer, ColumnChunk, FileMetaData, RowGroup, SchemaTree } from 'hyparquet';
import { parquetSchema } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { compressors } from 'hyparquet-compressors';

/** Writers make pages of 1 MiB, some of a whole group. */
const MAX_PAGE_BYTES = 2 ** 28;
const MAX_GROUP_BYTES = 2 ** 31;
/** Writers put at most some million rows into a group; a page of a few bytes can claim any number. */
const MAX_VALUES = 2 ** 24;

/** Which group, and which of its columns. */
export interface CheckGroupOptions {
  readonly group: RowGroup;
  /** Default: all. */
  readonly columns?: readonly string[] | undefined;
}

/**
 * Checks the pages of a group of rows: their sizes, the numbers of their values, and the runs that these are packed
 * in. Without it a file of a few bytes could take all memory, or hours.
 * @throws Error where something is not as it must be; RangeError where a page ends before what it should hold.
 */
export async function checkGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  { group, columns }: CheckGroupOptions,
): Promise<void> {
  const rows = Number(group.num_rows);
  checkCount(rows, 'rows in a group');
  let total = 0;
  for (const column of group.columns) {
    const path = column.meta_data?.path_in_schema ?? [];
    if (columns !== undefined && !columns.includes(path[0] ?? '')) continue;
    total += await checkColumn(file, column, { levels: columnLevels(metadata, path), rows });
    if (total > MAX_GROUP_BYTES) throw new Error(`a group of more than ${MAX_GROUP_BYTES} bytes unpacked`);
  }
}

interface ColumnLevels {
  readonly repetition: number;
  readonly definition: number;
}

/** How deep lists and absent values may nest on the way to a column. */
function columnLevels(metadata: FileMetaData, path: readonly string[]): ColumnLevels {
  let node: SchemaTree | undefined = parquetSchema(metadata);
  let [repetition, definition] = [0, 0];
  for (const name of path) {
    node = node?.children.find(({ element }) => element.name === name);
    if (node === undefined) throw new Error(`a column ${path.join('.')} that the schema does not have`);
    if (node.element.repetition_type === 'REPEATED') repetition += 1;
    if (node.element.repetition_type !== 'REQUIRED') definition += 1;
  }
  return { repetition, definition };
}

/** @returns bytes that the column takes unpacked. */
async function checkColumn(
  file: AsyncBuffer,
  { meta_data: column }: ColumnChunk,
  { levels, rows }: { levels: ColumnLevels; rows: number },
): Promise<number> {
  if (column === undefined) throw new Error('a column without a description');
  const { codec, type, num_values } = column;
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const size = Number(column.total_compressed_size);
  if (!(start >= 0 && size >= 0 && start + size <= file.byteLength)) {
    throw new Error(`a column of ${size} bytes from byte ${start}, where the file has ${file.byteLength}`);
  }
  const count = Number(num_values);
  checkCount(count, 'values in a column');
  if (levels.repetition === 0 && count !== rows) throw new Error(`${count} values in ${rows} rows`);
  const bytes = new Uint8Array(await file.slice(start, start + size));
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  let [total, values] = [0, 0];
  while (reader.offset < size - 1 && values < count) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    if (!(packed >= 0 && reader.offset + packed <= size))
      throw new Error(`a page of ${packed} bytes in a column of ${size}`);
    if (!(unpacked >= 0 && unpacked <= MAX_PAGE_BYTES)) {
      throw new Error(`a page of ${unpacked} bytes unpacked, where ${MAX_PAGE_BYTES} are the most`);
    }
    total += unpacked;
    const body = bytes.subarray(reader.offset, reader.offset + packed);
    reader.offset += packed;
    if (header.dictionary_page_header !== undefined) {
      const { num_values: entries } = header.dictionary_page_header;
      if (!(entries >= 0 && entries <= 8 * unpacked))
        throw new Error(`${entries} words in a dictionary of ${unpacked} bytes`);
      checkCount(entries, 'words in a dictionary');
    }
    const data = header.data_page_header ?? header.data_page_header_v2;
    if (data === undefined) continue;
    checkCount(data.num_values, 'values in a page');
    values += data.num_values;
    if (values > count) throw new Error(`${values} values or more in a column of ${count}`);
    const encoding = data.encoding ?? '';
    if (header.data_page_header !== undefined) {
      const page = decompressPage(body, unpacked, codec, compressors);
      checkRuns(page, 0, { levels, encoding, type, count: data.num_values });
    } else if (header.data_page_header_v2 !== undefined) {
      const { definition_levels_byte_length: defined, repetition_levels_byte_length: repeated } =
        header.data_page_header_v2;
      if (!(defined >= 0 && repeated >= 0 && defined + repeated <= packed)) {
        throw new Error(`levels of ${defined} and ${repeated} bytes in a page of ${packed}`);
      }
      const { num_values: own, num_nulls: absent } = header.data_page_header_v2;
      if (!(absent >= 0 && absent <= own)) throw new Error(`${absent} absent of ${own} values`);
      const width = bitWidth(levels.repetition);
      if (levels.repetition > 0) walkRuns(body, { start: 0, end: repeated, width, count: own });
      if (levels.definition > 0) {
        const options = {
          start: repeated,
          end: repeated + defined,
          width: bitWidth(levels.definition),
          count: own,
        };
        walkRuns(body, options);
      }
      const rest = body.subarray(repeated + defined);
      const isPacked = header.data_page_header_v2.is_compressed !== false;
      const page = isPacked ? decompressPage(rest, unpacked - defined - repeated, codec, compressors) : rest;
      checkValues(page, 0, { encoding, type, count: own - absent });
    }
  }
  if (values !== count) throw new Error(`${values} values where ${count} were promised`);
  return total;
}

interface RunsOptions {
  readonly levels: ColumnLevels;
  readonly encoding: string;
  readonly type: string;
  readonly count: number;
}

/** Levels and values of a page of the first kind: each run of levels has its length before it. */
function checkRuns(page: Uint8Array, start: number, { levels, encoding, type, count }: RunsOptions): void {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  let at = start;
  let present = count;
  for (const [level, most] of [levels.repetition, levels.definition].entries()) {
    if (most === 0) continue;
    const end = at + 4 + view.getUint32(at, true);
    const found = walkRuns(page, { start: at + 4, end, width: bitWidth(most), count, counted: most });
    if (level === 1) present = found;
    at = end;
  }
  checkValues(page, at, { encoding, type, count: present });
}

/** Values that are packed in runs; the others take bytes each, and reading them ends where these do. */
function checkValues(
  page: Uint8Array,
  start: number,
  { encoding, type, count }: Omit<RunsOptions, 'levels'>,
): void {
  if (count === 0 || !(encoding === 'RLE' || encoding.endsWith('_DICTIONARY'))) return;
  const isFlag = type === 'BOOLEAN';
  const width = isFlag ? 1 : (page[start] ?? 0);
  if (width > 32) throw new Error(`numbers of ${width} bits`);
  if (width === 0) return;
  walkRuns(page, { start: start + (isFlag ? 4 : 1), end: page.length, width, count });
}

interface WalkOptions {
  readonly start: number;
  readonly end: number;
  /** Bits of a value. */
  readonly width: number;
  readonly count: number;
  /** Value whose number is wanted. */
  readonly counted?: number;
}

/**
 * Goes over runs of repeated and of packed values, as far as `count` of them.
 * @returns how many are `counted`.
 * @throws Error where a run is longer than what is left, or the bytes end before.
 */
function walkRuns(bytes: Uint8Array, { start, end, width, count, counted }: WalkOptions): number {
  if (end > bytes.length) throw new Error(`runs up to byte ${end} in a page of ${bytes.length}`);
  let [at, seen, found] = [start, 0, 0];
  while (seen < count) {
    let [header, shift, byte] = [0, 0, 0x80];
    while ((byte & 0x80) !== 0) {
      if (at >= end || shift > 28) throw new Error(`${seen} values where ${count} were promised`);
      byte = bytes[at++] ?? 0;
      header += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    }
    const left = count - seen;
    const length = header % 2 === 1 ? Math.floor(header / 2) * 8 : Math.floor(header / 2);
    // Packed values come in eights and take bytes each; a repeated one takes none, however often.
    if (header % 2 === 0 && length > left)
      throw new Error(`a run of ${length} values where ${left} are left`);
    if (header % 2 === 1) {
      for (let index = 0; index < Math.min(length, left) && counted !== undefined; index++) {
        if (valueAt(bytes, at, { index, width }) === counted) found += 1;
      }
      at += (length * width) / 8;
    } else {
      const size = Math.ceil(width / 8);
      let value = 0;
      for (let place = 0; place < size; place++) value += (bytes[at + place] ?? 0) * 2 ** (8 * place);
      if (value === counted) found += length;
      at += size;
    }
    seen += length;
  }
  return found;
}

/** A packed value of few bits, the lowest ones first. */
function valueAt(
  bytes: Uint8Array,
  start: number,
  { index, width }: { index: number; width: number },
): number {
  let value = 0;
  for (let bit = 0; bit < width; bit++) {
    const place = index * width + bit;
    value |= (((bytes[start + (place >> 3)] ?? 0) >> (place & 7)) & 1) << bit;
  }
  return value;
}

function bitWidth(most: number): number {
  return 32 - Math.clz32(most);
}

function checkCount(count: number, what: string): void {
  if (Number.isInteger(count) && count >= 0 && count <= MAX_VALUES) return;
  throw new Error(`${count} ${what}, where ${MAX_VALUES} are the most`);
}
