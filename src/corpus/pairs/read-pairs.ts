/** Instruction pairs of one language, from a local folder or from the hub. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pocketFolder } from '../../base/files/pocket-folder.js';
import { fetchSplit } from '../datasets/fetch-split.js';
import type { HubOptions } from '../hub/snapshot.js';
import { malformedRows } from '../rows/malformed-rows.js';
import { readPlacedRows } from '../rows/read-rows.js';
import { readRow } from '../rows/row.js';
import { type Pair, pairFromRow } from './pair.js';

/** Where pairs come from. */
export interface PairOptions extends HubOptions {
  /** Folder with `<language>.jsonl`, `.json` or `.parquet` files; without one, pairs come from the hub. */
  readonly folder?: string | undefined;
  /** Data set on the hub, with one configuration a language (default `MBZUAI/Bactrian-X`); `pocket` is the one that ships. */
  readonly datasetName?: string | undefined;
}

/** Endings of local files, the preferred ones first. */
const ENDINGS: readonly string[] = ['jsonl', 'jsonl.gz', 'json', 'json.gz', 'parquet'];

/**
 * Streams the pairs of a language in the order of the corpus.
 * Source: Li and others, "Bactrian-X", arXiv 2305.15011: the same 67,017 instructions in 52 languages.
 * @param language code of the corpus, for example `et`.
 * @throws Error where the folder has no file of the language (the message lists those it has), or where rows are
 * malformed, with the path, the first of them and the places of some more: no pair is given from the first one on, but
 * its file is read to the end, so that all can be mended at once; what `fetchSplit` throws; the signal's reason where it is stopped.
 */
export async function* readPairs(
  language: string,
  options: PairOptions = {},
): AsyncGenerator<Pair, void, undefined> {
  const { datasetName = 'MBZUAI/Bactrian-X', signal } = options;
  const folder = options.folder ?? pocketFolder(datasetName, 'corpus');
  const paths =
    folder === undefined
      ? await fetchSplit({ datasetName, datasetConfig: language, split: 'train' }, options)
      : [localFile(folder, language)];
  for (const path of paths) {
    yield* filePairs(path, language, signal);
  }
}

async function* filePairs(
  path: string,
  language: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Pair, void, undefined> {
  const malformed = malformedRows(path);
  const options = { onMalformed: malformed.add };
  for await (const { row, place } of readPlacedRows(path, options)) {
    signal?.throwIfAborted();
    const pair = readRow(() => pairFromRow(row, language, place), place, options);
    if (pair !== null && malformed.count === 0) yield pair;
  }
  malformed.throwIfAny();
}

function localFile(folder: string, language: string): string {
  const names = ENDINGS.map((ending) => `${language}.${ending}`);
  const found = names.find((name) => existsSync(join(folder, name)));
  if (found !== undefined) return join(folder, found);
  const content = existsSync(folder) ? readdirSync(folder).sort().join(', ') || 'nothing' : 'no such folder';
  throw new Error(`readPairs: ${folder} must hold one of ${names.join(', ')}, got ${content}`);
}
