/** Text of UTF-8 bytes that come in pieces, without a copy of the whole. */
import { isUtf8 } from 'node:buffer';

/** What takes bytes piece by piece and gives their text. */
export interface Utf8Pieces {
  /** The text of what is complete so far; a character that is cut waits for its rest. */
  readonly push: (bytes: Uint8Array) => string;
  /** To be called after the last piece. @throws Error as `push` does where a character lacks its rest. */
  readonly end: () => void;
}

/**
 * Decodes UTF-8 strictly: broken bytes would otherwise become U+FFFD unseen. A byte order mark at the start is dropped.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place from `push` and `end` where the bytes are not UTF-8.
 */
export function utf8Pieces(place: string): Utf8Pieces {
  let rest: Uint8Array = new Uint8Array(0);
  let isFirst = true;
  return {
    push: (bytes) => {
      const all =
        rest.length === 0
          ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
          : Buffer.concat([rest, bytes]);
      const end = completeLength(all);
      // What is kept must not change with a buffer that is filled again.
      rest = Uint8Array.from(all.subarray(end));
      const complete = all.subarray(0, end);
      if (!isUtf8(complete)) throw new Error(`${place}: the file must be UTF-8, got other bytes`);
      const text = complete.toString('utf8');
      if (text === '') return text;
      const isMarked = isFirst && text.startsWith('\uFEFF');
      isFirst = false;
      return isMarked ? text.slice(1) : text;
    },
    end: () => {
      if (rest.length > 0) throw new Error(`${place}: the file must be UTF-8, got other bytes`);
    },
  };
}

/** Number of bytes up to a last character whose bytes are not all there; where none is so, all. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return wanted > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
