/** Requests to the hub: with the user's token, with patience, and with errors that say what to do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { nextAddress } from './hub-address.js';
import { answerError, HubError, type HubQuestion } from './hub-error.js';
import { withPatience } from './patience.js';

/** Waits of the tries after the first, in milliseconds. */
export const RETRY_WAITS: readonly number[] = [1_000, 2_000, 4_000, 8_000];
/** A hub that asks for more patience than this, in milliseconds, is given up. */
const LONGEST_WAIT = 300_000;
/** The hub redirects once for a renamed repository and once to its store. Browsers go on 20 times. */
const MOST_REDIRECTS = 10;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Waits for a time in milliseconds; rejects with the signal's reason where it is stopped. */
export type Wait = (milliseconds: number, signal?: AbortSignal | undefined) => Promise<void>;

/** Waits by the clock. */
export const waitByClock: Wait = async (milliseconds, signal) => {
  await sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw cause;
  });
};

/** What a fetch of the hub needs beside the address. */
export interface HubFetchOptions {
  readonly question: HubQuestion;
  /** Token that is sent to the hub's own scheme, host and port, never to where it points or redirects. */
  readonly token: string | null;
  readonly fetch: typeof globalThis.fetch;
  readonly wait: Wait;
  /** How long an answer may take to begin, in milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal | undefined;
}

/** Asks for an address, and gives the answer of the one that it leads to. */
export type HubFetch = (address: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;

/**
 * A `fetch` that tries again what may pass (429 after the time that the hub asks for, 5xx, no connection), follows
 * redirects, and throws for every answer but success and 416, so that whoever gets an answer can use it.
 * @throws HubError as `answerError` and `nextAddress` say, or `no-network`; the signal's reason where it is stopped.
 */
export function hubFetch(options: HubFetchOptions): HubFetch {
  return async (address, headers = {}) => {
    for (let attempt = 0; ; attempt++) {
      const answer = await followRedirects(options, address, headers);
      const isError = answer instanceof HubError;
      if (!isError && (answer.ok || answer.status === 416)) return answer;
      const error = isError ? answer : answerError(options.question, answer.status, answer.headers);
      if (!isError) giveUp(answer);
      const wait = RETRY_WAITS[attempt];
      if (!mayPass(error) || wait === undefined) throw error;
      const asked = isError ? null : retryAfter(answer.headers);
      if (asked !== null && asked > LONGEST_WAIT) throw error;
      await options.wait(asked ?? wait, options.signal);
    }
  };
}

/** Ends an answer whose body is not wanted; a hub that hangs is not waited for. */
export function giveUp(answer: Response): void {
  answer.body?.cancel().catch(() => {});
}

async function followRedirects(
  options: HubFetchOptions,
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response | HubError> {
  let next = new URL(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await request(options, next, headers);
    if (answer instanceof HubError || !REDIRECTS.includes(answer.status)) return answer;
    giveUp(answer);
    next = nextAddress(answer.headers.get('location') ?? '//', next);
  }
  throw new HubError(
    'server',
    `hubFetch: ${options.question.endpoint} must redirect at most ${MOST_REDIRECTS} times, got one redirect more`,
  );
}

async function request(
  { question, token, fetch, patience, signal }: HubFetchOptions,
  address: URL,
  others: Readonly<Record<string, string>>,
): Promise<Response | HubError> {
  const isHub = address.origin === new URL(question.endpoint).origin;
  const headers = { ...others, ...(token !== null && isHub ? { authorization: `Bearer ${token}` } : {}) };
  signal?.throwIfAborted();
  const controller = new AbortController();
  try {
    const sent = fetch(address.href, { headers, redirect: 'manual', signal: controller.signal });
    return await withPatience(sent, { patience, signal });
  } catch (cause) {
    controller.abort();
    signal?.throwIfAborted();
    const host = isHub ? question.endpoint : address.origin;
    return new HubError(
      'no-network',
      `hubFetch: ${host} must be reachable, got ${connectionProblem(cause)}; HF_HUB_OFFLINE=1 uses what the cache holds`,
      { cause },
    );
  }
}

function mayPass({ failure }: HubError): boolean {
  return failure === 'too-many-requests' || failure === 'server' || failure === 'no-network';
}

/** The time that a header `Retry-After` asks for (seconds or a date), in milliseconds, or `null` without one. */
function retryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after');
  if (text === null) return null;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(milliseconds) ? null : Math.max(0, milliseconds);
}

/** The innermost name of a connection's failure, for example `ECONNREFUSED`. */
export function connectionProblem(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.cause !== undefined) return connectionProblem(cause.cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
