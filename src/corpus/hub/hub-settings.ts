/** Where the hub and its cache are: the environment variables that Python's `huggingface_hub` knows, read alike. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { quoteText } from '../../base/printable.js';
import { checkToken, checkTokenAddress, readTokenFile } from './hub-token.js';

/** What the environment says about the hub. */
export interface HubSettings {
  /** Address of the hub without a slash at its end (`HF_ENDPOINT`). */
  readonly endpoint: string;
  /** Folder of the cache (`HF_HUB_CACHE`, else `hub` in `HF_HOME`); it need not exist. */
  readonly cache: string;
  /**
   * Token of a user (`HF_TOKEN`, else the text of the file `HF_TOKEN_PATH` or `token` in `HF_HOME`), or `null`: without
   * one, where `HF_HUB_DISABLE_IMPLICIT_TOKEN` is set, and offline.
   */
  readonly token: string | null;
  /** How long a connection may give next to nothing, in milliseconds (`HF_HUB_DOWNLOAD_TIMEOUT`, in seconds). */
  readonly patience: number;
  /** Whether the cache may have symbolic links (unless `HF_HUB_DISABLE_SYMLINKS`, for drives that Windows reads too). */
  readonly hasLinks: boolean;
  /** Whether only the cache may be used (`HF_HUB_OFFLINE`). */
  readonly isOffline: boolean;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const PUBLIC_ENDPOINT = 'https://huggingface.co';
/** Words that `huggingface_hub` takes for yes, in any case. */
const YES = ['1', 'on', 'yes', 'true'];

/** Longer than Python's 10 s, in seconds: a busy file server may take that long to wake up. */
const PATIENCE = 60;

/**
 * Reads the hub's settings from environment variables.
 * @throws RangeError where `HF_ENDPOINT` is not an address of a web server or holds a password, a token is malformed or
 * would cross the network in clear text, or `HF_HUB_DOWNLOAD_TIMEOUT` is not a number above 0; Error where the file of
 * the token cannot be read. No message shows a token or a password.
 */
export function hubSettings(environment: Environment = process.env): HubSettings {
  const home = folder(
    environment.HF_HOME || join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'huggingface'),
  );
  const endpoint = endpointOf(environment.HF_ENDPOINT || PUBLIC_ENDPOINT);
  const isOffline = saysYes(environment.HF_HUB_OFFLINE) || saysYes(environment.TRANSFORMERS_OFFLINE);
  const token =
    isOffline || saysYes(environment.HF_HUB_DISABLE_IMPLICIT_TOKEN) ? null : tokenOf(environment, home);
  if (token !== null) checkTokenAddress(endpoint);
  return {
    endpoint,
    cache: folder(environment.HF_HUB_CACHE || environment.HUGGINGFACE_HUB_CACHE || join(home, 'hub')),
    token,
    patience: patienceOf(environment.HF_HUB_DOWNLOAD_TIMEOUT),
    hasLinks: !saysYes(environment.HF_HUB_DISABLE_SYMLINKS),
    isOffline,
  };
}

function saysYes(word: string | undefined): boolean {
  return YES.includes(word?.toLowerCase() ?? '');
}

function endpointOf(address: string): string {
  const shown = quoteText(address.replace(/^(https?:\/\/)?.*@/s, '$1***@').replace(/[?#].*/s, '?…'));
  if (!/^https?:\/\/[^/]/.test(address) || !URL.canParse(address)) {
    throw new RangeError(`hubSettings: HF_ENDPOINT must begin with http:// or https://, got ${shown}`);
  }
  const { username, password, search, hash } = new URL(address);
  if (username !== '' || password !== '') {
    throw new RangeError(
      `hubSettings: HF_ENDPOINT must hold no user and no password, got ${shown}; a token is given by HF_TOKEN`,
    );
  }
  if (search !== '' || hash !== '') {
    throw new RangeError(`hubSettings: HF_ENDPOINT must end with its path, got ${shown}`);
  }
  return address.replace(/\/+$/, '');
}

/** The absolute path of a folder, with a leading `~` as shells read it. */
function folder(path: string): string {
  return resolve(path.replace(/^~(?=$|[\\/])/, homedir()));
}

function tokenOf(environment: Environment, home: string): string | null {
  return (
    checkToken(environment.HF_TOKEN ?? '', 'HF_TOKEN') ??
    readTokenFile(folder(environment.HF_TOKEN_PATH || join(home, 'token')))
  );
}

function patienceOf(text: string | undefined): number {
  const seconds = text === undefined || text === '' ? PATIENCE : Number(text);
  // Timers count milliseconds in 31 bits.
  if (seconds > 0 && seconds <= 2_000_000) return seconds * 1000;
  throw new RangeError(
    `hubSettings: HF_HUB_DOWNLOAD_TIMEOUT must be seconds above 0, at most 2000000, got ${quoteText(text ?? '')}`,
  );
}
