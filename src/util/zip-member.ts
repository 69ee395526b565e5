import { unzipSync } from 'fflate';

/**
 * Takes one file out of a zip archive.
 * @param bytes the archive.
 * @param name path of the file inside it.
 * @param place name of the archive for messages, usually its path.
 * @throws Error with the place where the archive is damaged or does not hold the file; the unpacker's own error is
 * the cause.
 */
export function zipMember(bytes: Uint8Array, name: string, place: string): Uint8Array {
  const member = unpack(bytes, name, place)[name];
  if (member === undefined) throw new Error(`${place}: ${name} is missing`);
  return member;
}

function unpack(bytes: Uint8Array, name: string, place: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: (file) => file.name === name });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${place}: ${name} must be readable from a zip archive, got: ${reason}`, { cause });
  }
}
