/** The user's token: where it is kept, what form it must have, and that no message shows it. */
import { readSmallText } from './read-small-text.js';

/** A token is one line; a file with more is something else. */
const TOKEN_FILE_BYTES = 65_536;
/** What may follow `Bearer`. Source: RFC 6750, section 2.1. */
const TOKEN = /^[\w.~+/-]+=*$/;

/**
 * Checks a token, which goes into a header as it is.
 * @param source what holds it, for messages: the name of a variable or the path of a file.
 * @returns the token without the blanks around it, or `null` where it is empty.
 * @throws RangeError where it is not one word; the message tells its length alone.
 */
export function checkToken(text: string, source: string): string | null {
  const token = text.trim();
  if (token === '') return null;
  if (!TOKEN.test(token)) {
    const lines = token.split(/\r\n|\r|\n/).length;
    throw new RangeError(
      `hubSettings: ${source} must hold a token, one word of letters, digits and -._~+/=, got ${token.length} characters on ${lines} ${lines === 1 ? 'line' : 'lines'} (not shown)`,
    );
  }
  return token;
}

/** The token in a file, or `null` where there is no file or nothing in it. @throws as `checkToken` and `readSmallText`. */
export function readTokenFile(path: string): string | null {
  return checkToken(readSmallText(path, TOKEN_FILE_BYTES) ?? '', path);
}

/**
 * Checks that a token would not cross a network in clear text.
 * @throws RangeError for an address that begins with `http://` and is not this machine's own.
 */
export function checkTokenAddress(endpoint: string): void {
  const { protocol, hostname } = new URL(endpoint);
  if (protocol === 'https:' || isLoopback(hostname)) return;
  throw new RangeError(
    `hubSettings: HF_ENDPOINT must begin with https:// where there is a token, which all on the way could read, got ${endpoint}; HF_HUB_DISABLE_IMPLICIT_TOKEN=1 asks without the token`,
  );
}

/** Whether a host, as an address has it, is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** A text with `***` in place of the token: a hub may send back what it was sent. */
export function maskToken(text: string, token: string | null): string {
  return token === null ? text : text.replaceAll(token, '***');
}
