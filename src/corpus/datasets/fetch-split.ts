/** The files of a data set's split, fetched from the hub. */
import { join } from 'node:path';
import { PARQUET_REVISION } from '../hub/fetch-dataset.js';
import { HubError, type HubFailure } from '../hub/hub-error.js';
import { type HubOptions, openSnapshot, type Snapshot } from '../hub/snapshot.js';
import { parquetSplit, textSplit } from './split-files.js';

/** A part of a data set on the hub. */
export interface DatasetSplit {
  /** Name of the repository, `org/name`. */
  readonly datasetName: string;
  /** Configuration; of this project's data sets it is the language. */
  readonly datasetConfig: string;
  /** `train`, `validation`, `test` or another one that the data set has. */
  readonly split: string;
}

/**
 * Local paths of a split's files, in the order of their rows: Parquet of the repository, else Parquet that the hub
 * converted it into, else lines or fields of the repository. Where a revision is asked for, only that is looked at.
 * @throws HubError `no-file` where none of them has the split, and all that `openSnapshot` throws.
 */
export async function fetchSplit(
  { datasetName, datasetConfig, split }: DatasetSplit,
  options: HubOptions = {},
): Promise<string[]> {
  const open = (revision: string | undefined): Promise<Snapshot> =>
    openSnapshot({ kind: 'dataset', name: datasetName }, { ...options, revision });
  // Offline, the cache may hold nothing of one revision and all that is needed of the other.
  const own = await unless(['offline'], open(options.revision));
  const parquet = parquetSplit(pathsOf(own), datasetConfig, split);
  if (parquet.length > 0) return fetchPaths(own, parquet);
  if (options.revision === undefined) {
    const converted = await unless(['offline', 'no-revision'], open(PARQUET_REVISION));
    const parts = parquetSplit(pathsOf(converted), datasetConfig, split);
    if (parts.length > 0) return fetchPaths(converted, parts);
  }
  const text = textSplit(pathsOf(own), datasetConfig, split);
  if (text.length > 0 || own instanceof HubError) return fetchPaths(own, text);
  throw new HubError(
    'no-file',
    `fetchSplit: ${own.label} must have the split ${split} of ${datasetConfig}, got ${own.paths.join(', ') || 'no file'}`,
  );
}

/** A snapshot, or the error where it failed in one of the ways that another snapshot may make up for. */
async function unless(
  failures: readonly HubFailure[],
  snapshot: Promise<Snapshot>,
): Promise<Snapshot | HubError> {
  try {
    return await snapshot;
  } catch (cause) {
    if (cause instanceof HubError && failures.includes(cause.failure)) return cause;
    throw cause;
  }
}

function pathsOf(snapshot: Snapshot | HubError): readonly string[] {
  return snapshot instanceof HubError ? [] : snapshot.paths;
}

/** @throws HubError that came in place of the snapshot. */
async function fetchPaths(snapshot: Snapshot | HubError, paths: readonly string[]): Promise<string[]> {
  if (snapshot instanceof HubError) throw snapshot;
  const folder = await snapshot.fetchFiles(paths);
  return paths.map((path) => join(folder, path));
}
