/** Rows of Parquet files, one group of rows after the other, so that a file need not fit into memory. */
import { type FileHandle, open } from 'node:fs/promises';
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { checkPlainFile } from '../../util/plain-file.js';
import type { PlacedRow, Row, RowOptions } from './row.js';

/**
 * Streams the rows of a Parquet file. Whole numbers of 64 bits become plain numbers where that loses nothing.
 * @throws Error with path, and the row where the group begins, where the file is damaged; Error where a column is
 * missing.
 */
export async function* parquetRows(
  path: string,
  { columns }: RowOptions,
): AsyncGenerator<PlacedRow, void, undefined> {
  checkPlainFile(path);
  const handle = await open(path, 'r');
  try {
    const file = await fileSlices(handle, path);
    const metadata = await attempt(`${path}: a Parquet file was expected`, () => parquetMetadataAsync(file));
    checkColumns(metadata, path, columns);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const rows = await attempt(`${path}, row ${rowStart + 1}: a readable group of rows was expected`, () =>
        parquetReadObjects({
          file,
          metadata,
          compressors,
          rowStart,
          rowEnd,
          ...(columns === undefined ? {} : { columns: [...columns] }),
        }),
      );
      if (rows.length !== rowEnd - rowStart) {
        throw new Error(
          `${path}, row ${rowStart + 1}: ${rowEnd - rowStart} rows were expected, got ${rows.length}`,
        );
      }
      for (const [index, row] of rows.entries()) {
        yield { row: plainRow(row), place: `${path}, row ${rowStart + index + 1}` };
      }
      rowStart = rowEnd;
    }
  } finally {
    await handle.close();
  }
}

/** A file as hyparquet reads it: by slices. */
async function fileSlices(handle: FileHandle, path: string): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      for (let filled = 0; filled < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) throw new Error(`${path}: the file was shortened while it was read`);
        filled += bytesRead;
      }
      return bytes.buffer;
    },
  };
}

function checkColumns(metadata: FileMetaData, path: string, columns: readonly string[] = []): void {
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const missing = columns.find((column) => !names.includes(column));
  if (missing !== undefined)
    throw new Error(`${path}: column ${missing} is missing, got ${names.join(', ')}`);
}

function plainRow(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plainValue(value)]));
}

/** A value as JSON would have given it: hyparquet gives lists that are null as `undefined`. */
function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  return value ?? null;
}

async function attempt<Result>(expectation: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`${expectation}, got ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
