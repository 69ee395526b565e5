/** What a failure of the disk means for the cache. */
import { isErrorCode } from '../../base/caught-error.js';
import { HubError } from './hub-error.js';

const FULL: readonly string[] = ['ENOSPC', 'EDQUOT'];
const UNUSABLE: readonly string[] = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENAMETOOLONG',
  'ELOOP',
  'EIO',
  'ESTALE',
  'EFBIG',
  'ENOENT',
];

/** Whether an error is the system's of one of these codes, or has such a one for its cause. */
export function isCode(cause: unknown, ...codes: readonly string[]): boolean {
  return cause instanceof Error && (isErrorCode(cause, codes) || isCode(cause.cause, ...codes));
}

/** The disk's failures as an error that says what to do; any other error as it is. */
export function cacheError(cause: unknown, cache: string): unknown {
  if (!(cause instanceof Error) || cause instanceof HubError) return cause;
  if (isCode(cause, ...FULL)) {
    return new HubError(
      'no-space',
      `openSnapshot: ${cache} must have room for what is fetched, got a full disk`,
      { cause },
    );
  }
  if (!isCode(cause, ...UNUSABLE)) return cause;
  return new HubError(
    'cache',
    `openSnapshot: ${cache} must be a folder that can be written, got ${cause.message}; HF_HUB_CACHE chooses another cache, HF_HUB_OFFLINE=1 uses what this one holds`,
    { cause },
  );
}
