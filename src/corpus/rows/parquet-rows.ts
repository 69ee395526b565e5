/** Rows of Parquet files, one group of rows after the other, so that a file need not fit into memory. */
import { type FileHandle, open } from 'node:fs/promises';
import {
  type AsyncBuffer,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { checkPlainFile } from '../../base/files/plain-file.js';
import { type PythonForm, withForm } from '../../base/python/python-form.js';
import { type ColumnReader, columnReader, PARSERS, rawElement } from './parquet-columns.js';
import { checkGroup } from './parquet-pages.js';
import type { PlacedRow, Row, RowOptions } from './row.js';

/**
 * Streams the rows of a Parquet file. Whole numbers of 64 bits become plain numbers where that loses nothing; dates,
 * times and decimals become the texts that Python gives of them; bytes that are no text stay bytes. Which numbers are
 * floats and which texts bytes, the form of a row says (see `formOf`).
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
    // A damaged schema may lack what its tree is made of.
    const trees = await attempt(
      `${path}: a Parquet file was expected`,
      async () => parquetSchema(metadata).children,
    );
    checkColumns(trees, path, columns);
    const readers = columnReaders(trees, columns);
    const raw = { ...metadata, schema: metadata.schema.map(rawElement) };
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const expectation = `${path}, row ${rowStart + 1}: a readable group of rows was expected`;
      const rows = await attempt(expectation, async () => {
        await checkGroup(file, metadata, { group, columns });
        const read = await parquetReadObjects({
          file,
          metadata: raw,
          compressors,
          parsers: PARSERS,
          utf8: false,
          rowStart,
          rowEnd,
          ...(columns === undefined ? {} : { columns: [...columns] }),
        });
        return read.map((row) => readColumns(row, readers));
      });
      if (rows.length !== rowEnd - rowStart) {
        throw new Error(
          `${path}, row ${rowStart + 1}: ${rowEnd - rowStart} rows were expected, got ${rows.length}`,
        );
      }
      for (const [index, row] of rows.entries()) {
        yield { row, place: `${path}, row ${rowStart + index + 1}` };
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

function checkColumns(trees: readonly SchemaTree[], path: string, columns: readonly string[] = []): void {
  const names = trees.map(({ element }) => element.name);
  const missing = columns.find((column) => !names.includes(column));
  if (missing !== undefined)
    throw new Error(`${path}: column ${missing} is missing, got ${names.join(', ')}`);
}

/** Readers of the columns that are wanted, by their names, and the form of the rows. */
interface ColumnReaders {
  readonly byName: ReadonlyMap<string, ColumnReader>;
  readonly form: PythonForm | undefined;
}

function columnReaders(trees: readonly SchemaTree[], columns: readonly string[] | undefined): ColumnReaders {
  const wanted = trees.filter(({ element }) => columns === undefined || columns.includes(element.name));
  const byName = new Map(wanted.map((tree) => [tree.element.name, columnReader(tree)]));
  const forms = [...byName].flatMap(([name, { form }]) =>
    form === undefined ? [] : [[name, form] as const],
  );
  return { byName, form: forms.length === 0 ? undefined : { fields: Object.fromEntries(forms) } };
}

function readColumns(row: Readonly<Record<string, unknown>>, { byName, form }: ColumnReaders): Row {
  const values = Object.entries(row).map(([name, value]): [string, unknown] => [
    name,
    byName.get(name)?.read(value) ?? null,
  ]);
  return withForm(Object.fromEntries(values), form);
}

async function attempt<Result>(expectation: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`${expectation}, got ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
