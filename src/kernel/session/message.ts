/** Messages of the Jupyter protocol on the wire: parts of JSON, signed with the key of the connection file. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** Version of the protocol that is spoken. */
export const PROTOCOL_VERSION = '5.4';

/** Who sent what, and when. */
export interface MessageHeader {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A request as it came in. */
export interface Request {
  /** Where replies go: the frames before the message. */
  readonly identities: readonly Uint8Array[];
  readonly header: MessageHeader;
  /** Header of what it answers; nothing is in it where it answers nothing. */
  readonly parent: Partial<MessageHeader>;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Stands between identities and the message. */
const DELIMITER = Buffer.from('<IDS|MSG>');

/** Header, parent header, metadata, content. */
const PARTS = 4;

/**
 * Reads a message.
 * @param key of the connection file; an empty one means that messages are not signed.
 * @throws Error where frames are missing, the signature is wrong or a part is not JSON.
 */
export function parseRequest(frames: readonly Uint8Array[], key: string): Request {
  const delimiter = frames.findIndex((frame) => DELIMITER.equals(frame));
  const parts = frames.slice(delimiter + 2, delimiter + 2 + PARTS);
  const signature = frames[delimiter + 1];
  if (delimiter === -1 || signature === undefined || parts.length < PARTS) {
    throw new Error(`parseRequest: a message must have a delimiter and ${PARTS + 1} frames after it`);
  }
  const expected = Buffer.from(sign(parts, key));
  if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) {
    throw new Error('parseRequest: the signature must fit the key, got another');
  }
  const [header, parent, , content] = parts.map((part) => JSON.parse(Buffer.from(part).toString('utf8')));
  return { identities: frames.slice(0, delimiter), header, parent, content };
}

/**
 * Writes a message that answers a request or tells of it.
 * @param identities where it goes: those of the request for a reply, a topic for everyone.
 * @param parent header of the request, `null` where there was none.
 * @throws TypeError where the content is not JSON, for example circular.
 */
export function messageFrames(
  type: string,
  content: object,
  {
    identities,
    parent,
    key,
    session,
  }: {
    identities: readonly (Uint8Array | string)[];
    parent: MessageHeader | null;
    key: string;
    session: string;
  },
): (Uint8Array | string)[] {
  const header: MessageHeader = {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: 'kernel',
    date: new Date().toISOString(),
    version: PROTOCOL_VERSION,
  };
  const parts = [header, parent ?? {}, {}, content].map((part) => JSON.stringify(part));
  return [...identities, DELIMITER, sign(parts, key), ...parts];
}

function sign(parts: readonly (Uint8Array | string)[], key: string): string {
  if (key === '') return '';
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}
