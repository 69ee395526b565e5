import { existsSync } from 'node:fs';
import { errorMessage } from '../../base/caught-error.js';
import { readPlainFile } from '../../base/files/plain-file.js';

/**
 * Text of a small file that others may have put there, or `null` where there is none.
 * @param maxBytes that it may have.
 * @throws Error with the path where it is no plain file, has more bytes, or cannot be read.
 */
export function readSmallText(path: string, maxBytes: number): string | null {
  if (!existsSync(path)) return null;
  try {
    return readPlainFile(path, { maxBytes }).toString('utf8');
  } catch (cause) {
    const problem = errorMessage(cause);
    throw new Error(
      `readSmallText: ${path} must be a readable file of at most ${maxBytes} bytes, got ${problem}`,
      { cause },
    );
  }
}
