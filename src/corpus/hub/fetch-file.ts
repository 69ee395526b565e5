/** Fetching one file of a snapshot, beside whoever else may be fetching it into the same cache. */
import { dirname, join } from 'node:path';
import { withBlobLock } from './blob-lock.js';
import { isCode } from './cache-error.js';
import { type BlobDownload, type DownloadTools, downloadBlob } from './download-blob.js';
import { makeCacheFolder, makeRepositoryFolder, type RepositoryName, repositoryFolder } from './hub-cache.js';
import { HubError } from './hub-error.js';
import type { ListedFile } from './hub-listing.js';
import { isWhole, placeBlob } from './place-blob.js';

/** Others may take a new blob, or the folders, away just when it is to be placed; that often, it is no chance. */
const MOST_TRIES = 3;
/** Windows has devices of these names in every folder, whatever ending follows. */
const DEVICE =
  /^(?:con|prn|aux|nul|com[0-9\u00B9\u00B2\u00B3]|lpt[0-9\u00B9\u00B2\u00B3]|conin\$|conout\$)(?:\.|$)/i;

/** Where a file of a repository comes from and goes to. */
export interface WantedFile {
  readonly file: ListedFile;
  readonly url: string;
  readonly cache: string;
  /** Whether the cache may have links. */
  readonly hasLinks: boolean;
  readonly repository: RepositoryName;
  readonly commit: string;
}

/** What fetching a file works with. */
export interface FileTools extends DownloadTools {
  /** Is told once where another process fetches the file. */
  readonly onWait: () => void;
}

/**
 * Fetches a file into the cache and makes it appear in its snapshot, unless it is there whole.
 * @throws as `downloadBlob`; HubError `cache` where folders of the cache lead elsewhere, or the system takes no such name.
 */
export async function fetchFile(wanted: WantedFile, tools: FileTools): Promise<void> {
  checkName(wanted.file.path);
  for (let tries = 1; ; tries++) {
    try {
      return await fetchOnce(wanted, tools);
    } catch (cause) {
      if (tries === MOST_TRIES || cause instanceof HubError || !isCode(cause, 'ENOENT')) throw cause;
    }
  }
}

async function fetchOnce(wanted: WantedFile, tools: FileTools): Promise<void> {
  const { file, cache, repository, commit, hasLinks } = wanted;
  const { size } = file;
  const home = makeRepositoryFolder(cache, repository);
  const folder = makeCacheFolder(home, join('snapshots', commit, dirname(file.path)));
  const path = join(folder, file.path.split('/').at(-1) ?? '');
  if (isWhole(path, size)) return;
  // Blobs are named by their checksum, as Python names them.
  const blob = join(makeCacheFolder(home, 'blobs'), file.sum);
  const download: BlobDownload = {
    url: wanted.url,
    path: blob,
    size,
    checksum: { algorithm: file.isLarge ? 'sha256' : 'git-sha1', sum: file.sum },
  };
  const fetchAlone = async (isAlone: boolean): Promise<void> => {
    if (isWhole(path, size)) return;
    const isNew = !isWhole(blob, size);
    if (isNew) await downloadBlob(download, tools, isAlone);
    await placeBlob({ blob, path, size, isNew, hasLinks });
  };
  // A small file is fetched faster than one waits for somebody else.
  await (file.isLarge ? withBlobLock(lockOf(wanted), tools, fetchAlone) : fetchAlone(false));
}

/** Path of the lock that Python's `huggingface_hub` takes, or `null` where the place for it cannot be used. */
function lockOf({ cache, repository, file }: WantedFile): string | null {
  try {
    return join(makeCacheFolder(cache, join('.locks', repositoryFolder(repository))), `${file.sum}.lock`);
  } catch {
    return null;
  }
}

function checkName(path: string): void {
  if (process.platform !== 'win32') return;
  const isBad = path.split('/').some((part) => DEVICE.test(part) || /[<>:"|?*\\]|[. ]$/.test(part));
  if (isBad) throw new HubError('cache', `fetchFile: Windows must allow the name of a file, got ${path}`);
}
