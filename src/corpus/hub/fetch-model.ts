/** Models and adapters by folder or by their name on the hub. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pocketFolder } from '../../base/files/pocket-folder.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { chooseAdapterFiles, chooseModelFiles, chooseShards, SHARD_INDEX } from './model-files.js';
import { type HubOptions, openSnapshot } from './snapshot.js';

/**
 * The local folder of a model: a folder is given back as it is, a name is fetched from the hub into the cache that
 * Python's libraries share. Only what the model needs is fetched; a stopped fetch is gone on with the next time.
 * @param nameOrFolder path of a folder, `org/name`, or `pocket` for the model that ships with this package.
 * @throws RangeError where it is neither a folder nor a name; Error where the repository lacks a file that the model
 * needs; HubError where the hub does not give it, see `HubFailure`; the signal's reason where it is stopped.
 */
export async function fetchModel(nameOrFolder: string, options: HubOptions = {}): Promise<string> {
  return pocketFolder(nameOrFolder, 'model') ?? fetchFolder(nameOrFolder, options, chooseModelFiles);
}

/** The local folder of a LoRA adapter as PEFT saves it; otherwise as `fetchModel`. */
export function fetchAdapter(nameOrFolder: string, options: HubOptions = {}): Promise<string> {
  return fetchFolder(nameOrFolder, options, chooseAdapterFiles);
}

async function fetchFolder(
  nameOrFolder: string,
  options: HubOptions,
  choose: (paths: readonly string[], label: string) => string[],
): Promise<string> {
  if (statSync(nameOrFolder, { throwIfNoEntry: false })?.isDirectory()) return nameOrFolder;
  const { paths, label, fetchFiles } = await openSnapshot({ kind: 'model', name: nameOrFolder }, options);
  const chosen = choose(paths, label);
  return fetchFiles(chosen, (folder) =>
    chosen.includes(SHARD_INDEX) ? chooseShards(readJsonFile(join(folder, SHARD_INDEX)), paths, label) : [],
  );
}
