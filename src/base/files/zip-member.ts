import { unzipSync } from 'fflate';
import { errorMessage } from '../caught-error.js';

/** The largest file that is wanted of an archive, URIEL's, takes 17 MB; this bounds what an archive may claim. */
const MAX_BYTES = 256 * 2 ** 20;

/**
 * Takes one file out of a zip archive.
 * @param bytes the archive.
 * @param name path of the file inside it.
 * @param place name of the archive for messages, usually its path.
 * @throws Error with the place where the archive is damaged or does not hold the file, or that would take more than
 * 256 MiB; the unpacker's own error is
 * the cause.
 */
export function zipMember(bytes: Uint8Array, name: string, place: string): Uint8Array {
  const member = unpack(bytes, name, place)[name];
  if (member === undefined) throw new Error(`${place}: ${name} is missing`);
  return member;
}

function unpack(bytes: Uint8Array, name: string, place: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {
      filter: (file) => {
        if (file.name !== name) return false;
        if (file.originalSize <= MAX_BYTES) return true;
        throw new Error(`${file.originalSize} bytes unpacked where ${MAX_BYTES} are the most`);
      },
    });
  } catch (cause) {
    const reason = errorMessage(cause);
    throw new Error(`${place}: ${name} must be readable from a zip archive, got: ${reason}`, { cause });
  }
}
