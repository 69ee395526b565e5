import type { BackendName } from './backend-wish.js';

/** A backend that runs. */
export interface Backend {
  readonly name: BackendName;
  /** Versions of what computes, by name: `tfjs`, and `tensorflow` where it is native. */
  readonly versions: Readonly<Record<string, string>>;
  /** Threads that one operation may use. */
  readonly threads: number;
  /** The above in one line. */
  readonly description: string;
}

/** What to start. */
export interface StartBackendOptions {
  /** Which (default: what `LINGTUNE_BACKEND` says, else the one that runs, else the best that works). */
  readonly name?: BackendName | undefined;
  /** Threads of one operation, from 1; WebAssembly has one (default: as many as the process has processors). */
  readonly threads?: number | undefined;
  /** Is told in one line where a slower backend has to do (default: standard error). */
  readonly onNotice?: ((line: string) => void) | undefined;
}

/**
 * Starts a tensor backend and makes it the one that TensorFlow.js uses; where it runs already, nothing happens.
 * @throws RangeError where `LINGTUNE_BACKEND` names none, or threads are out of range or other than in the backend
 * that runs; Error where the backend that is asked for is not set up or does not load.
 */
export async function startBackend(options: StartBackendOptions = {}): Promise<Backend> {
  // Only who computes waits for TensorFlow.js to load.
  const { runBackend } = await import('./run-backend.js');
  return runBackend(options);
}
