/** Waiting for a connection as long as something comes of it. */

/** How long to wait, and what ends the waiting. */
export interface Patience {
  /** How long a connection may give next to nothing, in milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal | undefined;
}

/** Less than this, in bytes a second, is next to nothing: a gigabyte would take twelve days. */
const LEAST_PACE = 1024;

/** A connection that gave nothing, or next to nothing, for too long. */
export class StallError extends Error {
  override readonly name: string = 'StallError';
}

/** What a promise gives. @throws StallError where it takes too long; the signal's reason where it is stopped. */
export async function withPatience<T>(work: Promise<T>, { patience, signal }: Patience): Promise<T> {
  let settle = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal?.reason);
    const stall = (): void => reject(new StallError(`nothing for ${patience / 1000} s`));
    const timer = setTimeout(stall, patience);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    settle();
  }
}

/**
 * The chunks of an answer's body as they come. The connection is given up where the reader stops before the end.
 * @throws StallError where nothing comes, or less than 1 KiB a second, for as long as `patience` says; the signal's
 * reason where it is stopped; what cut the connection.
 */
export async function* bodyChunks(
  { body }: Response,
  limits: Patience,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (let waited = 0, came = 0; ; ) {
      const asked = performance.now();
      const { done, value } = await withPatience(reader.read(), limits);
      if (done) return;
      // Only waiting counts: a slow disk is not the connection's fault.
      waited += performance.now() - asked;
      came += value.length;
      if (waited >= limits.patience) {
        if (came < (LEAST_PACE * waited) / 1000) {
          throw new StallError(`${came} bytes in ${Math.round(waited / 1000)} s`);
        }
        waited = 0;
        came = 0;
      }
      yield value;
    }
  } finally {
    // Not waited for: of a connection that hangs, neither does the cancelling end.
    reader.cancel().catch(() => {});
  }
}
