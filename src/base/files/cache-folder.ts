import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What decides where the cache is. */
export interface CacheFolderOptions {
  /** Environment variables (default: the process's). */
  environment?: Readonly<Record<string, string | undefined>>;
  /** Operating system as `process.platform` names it (default: this one). */
  platform?: string;
}

/**
 * Folder for files that can be fetched again: what `LINGTUNE_CACHE` says, else `lingtune` in the place that the
 * system has for them. It need not exist.
 */
export function cacheFolder({
  environment = process.env,
  platform = process.platform,
}: CacheFolderOptions = {}): string {
  const named = environment.LINGTUNE_CACHE ?? '';
  if (named !== '') return resolve(named);
  return join(systemCache(environment, platform), 'lingtune');
}

function systemCache(environment: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (platform === 'win32') return environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return environment.XDG_CACHE_HOME || join(homedir(), '.cache');
}
