import { errorMessage, isErrorCode } from '../caught-error.js';
import { readPlainFile } from './plain-file.js';

/** Bounds of what is read. */
export interface ReadJsonFileOptions {
  /** Files of more bytes are refused unread (default 64 MiB). */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads a JSON file that somebody else wrote; its value is still to be checked.
 * @throws Error with the path where the file cannot be read, is no plain file, is too large, is not UTF-8 or not JSON.
 */
export function readJsonFile(
  path: string,
  { maxBytes = DEFAULT_MAX_BYTES }: ReadJsonFileOptions = {},
): unknown {
  let bytes: Uint8Array;
  try {
    bytes = readPlainFile(path, { maxBytes });
  } catch (cause) {
    throw new Error(`${path}: must be a readable JSON file, got ${describe(cause)}`, { cause });
  }
  return parseJson(bytes, path);
}

/**
 * Parses the bytes of a JSON text, of which a byte order mark is no part.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place where the bytes are not UTF-8 or not JSON.
 */
export function parseJson(bytes: Uint8Array, place: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Error(`${place}: must be UTF-8 text`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${place}: must be complete JSON`, { cause });
  }
}

function describe(cause: unknown): string {
  if (isErrorCode(cause, ['ENOENT'])) return 'no such file';
  return errorMessage(cause);
}
