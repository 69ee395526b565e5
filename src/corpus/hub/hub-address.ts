/** Where an answer of a hub may send us next. */
import { quoteText } from '../../base/printable.js';
import { HubError } from './hub-error.js';

/**
 * The address that an answer names, by a redirect or for the next page of a list.
 * @param text as the answer has it; it may be relative.
 * @param from address of the answer.
 * @throws HubError `server` where it is no address of the web, leaves HTTPS, or holds a user or a password.
 */
export function nextAddress(text: string, from: URL): URL {
  const next = URL.canParse(text, from.href) ? new URL(text, from) : null;
  const fault = next === null ? 'another text' : faultOf(next, from);
  if (next === null || fault !== null) {
    throw new HubError(
      'server',
      `nextAddress: ${from.host} must name an address of the web to go on at, got ${fault}: ${quoteText(shownAddress(next, text))}`,
    );
  }
  return next;
}

function faultOf(next: URL, from: URL): string | null {
  if (next.protocol !== 'https:' && next.protocol !== 'http:') return 'another protocol';
  if (next.protocol === 'http:' && from.protocol === 'https:') return 'one without encryption';
  return next.username === '' && next.password === '' ? null : 'one with a password';
}

/** Without what may be secret: a password, and a signature behind the question mark. */
function shownAddress(next: URL | null, text: string): string {
  return next === null ? text.replace(/[?#].*/s, '') : `${next.protocol}//${next.host}${next.pathname}`;
}

/**
 * The address that a header `Link` names as the next page, or `null` where it names none.
 * Source: RFC 8288: `<address>; rel="next"`, several of them between commas.
 */
export function nextLink(header: string | null): string | null {
  for (const [, address = '', parameters = ''] of (header ?? '').matchAll(/<([^<>]*)>([^<]*)/g)) {
    const [, quoted, bare = ''] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? [];
    if ((quoted ?? bare).toLowerCase().split(/\s+/).includes('next')) return address;
  }
  return null;
}
