/** Where the hub and its cache are: the environment variables that Python's `huggingface_hub` knows, read alike. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What the environment says about the hub. */
export interface HubSettings {
  /** Address of the hub without a slash at its end (`HF_ENDPOINT`). */
  readonly endpoint: string;
  /** Folder of the cache (`HF_HUB_CACHE`, else `hub` in `HF_HOME`); it need not exist. */
  readonly cache: string;
  /** Token of a user (`HF_TOKEN`, else the text of the file `HF_TOKEN_PATH` or `token` in `HF_HOME`), or `null`. */
  readonly token: string | null;
  /** Whether only the cache may be used (`HF_HUB_OFFLINE`). */
  readonly isOffline: boolean;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const PUBLIC_ENDPOINT = 'https://huggingface.co';
/** Words that `huggingface_hub` takes for yes, in any case. */
const YES = ['1', 'on', 'yes', 'true'];

/**
 * Reads the hub's settings from environment variables.
 * @throws RangeError where `HF_ENDPOINT` is not an address of a web server.
 */
export function hubSettings(environment: Environment = process.env): HubSettings {
  const home = folder(
    environment.HF_HOME || join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'huggingface'),
  );
  return {
    endpoint: endpointOf(environment.HF_ENDPOINT || PUBLIC_ENDPOINT),
    cache: folder(environment.HF_HUB_CACHE || environment.HUGGINGFACE_HUB_CACHE || join(home, 'hub')),
    token: environment.HF_TOKEN?.trim() || readToken(environment.HF_TOKEN_PATH || join(home, 'token')),
    isOffline: [environment.HF_HUB_OFFLINE, environment.TRANSFORMERS_OFFLINE].some((word) =>
      YES.includes(word?.toLowerCase() ?? ''),
    ),
  };
}

function endpointOf(address: string): string {
  if (!/^https?:\/\/[^/]/.test(address) || !URL.canParse(address)) {
    throw new RangeError(
      `hubSettings: HF_ENDPOINT must begin with http:// or https://, got ${JSON.stringify(address)}`,
    );
  }
  return address.replace(/\/+$/, '');
}

/** The absolute path of a folder, with a leading `~` as shells read it. */
function folder(path: string): string {
  return resolve(path.replace(/^~(?=$|[\\/])/, homedir()));
}

function readToken(path: string): string | null {
  const file = folder(path);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null;
}
