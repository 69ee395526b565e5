/** Opening files that others have named, without ever waiting for one: what is no plain file is refused. */
import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  type ReadStream,
  readFileSync,
} from 'node:fs';

/** Without it a pipe that nobody writes to would be waited for; Windows has no such pipes among its files. */
const NO_WAITING = constants.O_NONBLOCK ?? 0;

/**
 * Opens a file for reading; the caller closes it.
 * @returns its descriptor.
 * @throws Error where it is missing or may not be read, or is a pipe, device or folder, which could give bytes for ever
 * or none.
 */
export function openPlainFile(path: string): number {
  const file = openSync(path, constants.O_RDONLY | NO_WAITING);
  const status = fstatSync(file);
  if (status.isFile()) return file;
  closeSync(file);
  throw new Error(`${path} must be a file, got ${status.isDirectory() ? 'a folder' : 'a pipe or device'}`);
}

/** Checks what somebody else is about to open. @throws Error as `openPlainFile`. */
export function checkPlainFile(path: string): void {
  closeSync(openPlainFile(path));
}

/** Bounds of what is read. */
export interface ReadPlainFileOptions {
  /** Files of more bytes are refused unread (default: no limit). */
  readonly maxBytes?: number;
}

/**
 * Reads a whole file.
 * @throws Error as `openPlainFile`, and where it is too large.
 */
export function readPlainFile(path: string, { maxBytes = Infinity }: ReadPlainFileOptions = {}): Buffer {
  const file = openPlainFile(path);
  try {
    const { size } = fstatSync(file);
    if (size > maxBytes) throw new Error(`${size} bytes where ${maxBytes} are the most`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Streams a file, which is closed when the stream ends. @throws Error as `openPlainFile`. */
export function streamPlainFile(path: string): ReadStream {
  return createReadStream(path, { fd: openPlainFile(path) });
}
