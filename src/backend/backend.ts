/** What a backend is, and which there are. */

/** The backends there are, fastest first. */
export const BACKENDS = ['tensorflow-gpu', 'tensorflow', 'wasm'] as const;

/** Name of a backend. */
export type BackendName = (typeof BACKENDS)[number];

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
