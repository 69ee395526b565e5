/** Files of data sets on the hub. */
import { join } from 'node:path';
import { HubError } from './hub-error.js';
import { type HubOptions, openSnapshot } from './snapshot.js';

/** The revision into which the hub itself converts data sets: `<config>/<split>/0000.parquet` and on. */
export const PARQUET_REVISION = 'refs/convert/parquet';

/**
 * Local path of a data set's file, fetched into the hub's cache where it is not there.
 * @param name `org/name`.
 * @param path in the repository, with forward slashes.
 * @throws HubError where the hub does not give it; RangeError for a malformed name or revision.
 */
export async function fetchDatasetFile(
  name: string,
  path: string,
  options: HubOptions = {},
): Promise<string> {
  const snapshot = await openSnapshot({ kind: 'dataset', name }, options);
  if (!snapshot.paths.includes(path)) {
    throw new HubError('no-file', `fetchDatasetFile: ${snapshot.label} must have ${path}, got none`);
  }
  return join(await snapshot.fetchFiles([path]), path);
}

/**
 * Paths of a data set's files, in order.
 * @throws as `fetchDatasetFile`.
 */
export async function listDatasetFiles(name: string, options: HubOptions = {}): Promise<readonly string[]> {
  return (await openSnapshot({ kind: 'dataset', name }, options)).paths;
}
