/** Documents of the benchmarks, from a local folder or from the hub. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pocketFolder } from '../../base/files/pocket-folder.js';
import type { HubOptions } from '../hub/snapshot.js';
import { readPlacedRows } from '../rows/read-rows.js';
import type { Row } from '../rows/row.js';
import { type DatasetSplit, fetchSplit } from './fetch-split.js';
import { hubRow } from './story-cloze-row.js';

/** Where documents come from. */
export interface DocumentOptions extends HubOptions {
  /**
   * Folder with `<benchmark>/<split>.<language>.jsonl` files, which may be packed (`.gz`); without one, documents come
   * from the hub, those of the data set `pocket` from this package.
   */
  readonly folder?: string | undefined;
}

/** Which documents. */
export interface DocumentSource extends DatasetSplit {
  /** Name of the benchmark, which is its folder's among local files: `xnli`, `pawsx`, `xcopa` and so on. */
  readonly benchmark: string;
}

/**
 * Reads the documents of a split in order, as plain records with the hub's field names.
 * @throws Error where the folder lacks the file (the message lists those it has), or a file is malformed; what
 * `fetchSplit` throws; the signal's reason where it is stopped.
 */
export async function readDocuments(source: DocumentSource, options: DocumentOptions = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of documentRows(await documentFiles(source, options), options)) rows.push(row);
  return rows;
}

/**
 * Paths of the files that a split's documents are in, fetched where they are not here yet.
 * @throws Error where the folder lacks the file; what `fetchSplit` throws.
 */
export async function documentFiles(source: DocumentSource, options: DocumentOptions): Promise<string[]> {
  const folder = options.folder ?? pocketFolder(source.datasetName, 'benchmarks');
  return folder === undefined ? fetchSplit(source, options) : [localFile(source, folder)];
}

/**
 * As `readDocuments` from such files, one row at a time.
 * @throws Error where a file is malformed; the signal's reason where it is stopped.
 */
export async function* documentRows(
  paths: readonly string[],
  { signal }: Pick<DocumentOptions, 'signal'>,
): AsyncGenerator<Row, void, undefined> {
  for (const path of paths) {
    for await (const { row, place } of readPlacedRows(path)) {
      signal?.throwIfAborted();
      yield hubRow(row, place);
    }
  }
}

/** Path of a split's file in a local folder; `val` there is short for `validation`. */
function localFile({ benchmark, datasetConfig, split }: DocumentSource, folder: string): string {
  const place = join(folder, benchmark);
  const names = [split, ...(split === 'validation' ? ['val'] : [])].map(
    (word) => `${word}.${datasetConfig}.jsonl`,
  );
  const found = names.flatMap((name) => [name, `${name}.gz`]).find((name) => existsSync(join(place, name)));
  if (found !== undefined) return join(place, found);
  throw new Error(`readDocuments: ${place} must hold ${names.join(' or ')}, got ${contentOf(place)}`);
}

function contentOf(folder: string): string {
  if (!existsSync(folder)) return 'no such folder';
  return readdirSync(folder).sort().join(', ') || 'nothing';
}
