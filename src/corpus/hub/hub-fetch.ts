/** `fetch` for the hub: with the user's token, with patience, and with errors that say what to do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { answerError, HubError, type HubQuestion } from './hub-error.js';

/** Waits of the tries after the first, in milliseconds. */
export const RETRY_WAITS: readonly number[] = [1_000, 2_000, 4_000, 8_000];
/** A hub that asks for more patience than this, in milliseconds, is given up. */
const LONGEST_WAIT = 300_000;

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
  /** Token that is sent to the hub, never to the stores that it redirects to. */
  readonly token: string | null;
  readonly fetch: typeof globalThis.fetch;
  readonly wait: Wait;
  readonly signal: AbortSignal | undefined;
}

/**
 * A `fetch` that tries again what may pass (429 after the time that the hub asks for, 5xx, no connection) and
 * throws for every answer but success and 416, so that whoever gets an answer can use it.
 * @throws HubError as `answerError` says, or `no-network`; the signal's reason where it is stopped.
 */
export function hubFetch(options: HubFetchOptions): typeof globalThis.fetch {
  return async (input, init) => {
    for (let attempt = 0; ; attempt++) {
      const answer = await tryFetch(options, input, init);
      if (answer instanceof Response && (answer.ok || answer.status === 416)) return answer;
      const error =
        answer instanceof Response ? answerError(options.question, answer.status, answer.headers) : answer;
      if (answer instanceof Response) await answer.body?.cancel();
      const wait = RETRY_WAITS[attempt];
      if (!mayPass(error) || wait === undefined) throw error;
      const asked = answer instanceof Response ? retryAfter(answer.headers) : null;
      if (asked !== null && asked > LONGEST_WAIT) throw error;
      await options.wait(asked ?? wait, options.signal);
    }
  };
}

async function tryFetch(
  { question, token, fetch, signal }: HubFetchOptions,
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit = {},
): Promise<Response | HubError> {
  const headers = new Headers(init.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  signal?.throwIfAborted();
  try {
    return await fetch(input, { ...init, headers, ...(signal === undefined ? {} : { signal }) });
  } catch (cause) {
    signal?.throwIfAborted();
    return new HubError(
      'no-network',
      `hubFetch: ${question.endpoint} must be reachable, got ${connectionProblem(cause)}; HF_HUB_OFFLINE=1 uses what the cache holds`,
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
