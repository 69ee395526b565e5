/** What everything that takes time takes and reports, so that one bar and one stop button fit all of it. */

/** One report of how far a piece of work has come. */
export interface ProgressReport {
  /** What is being done, for example `xcopa_et` or `download model.safetensors`. */
  readonly label: string;
  /** Units done so far, in `0..total`. */
  readonly done: number;
  /** Units in all, or `null` where it is not known beforehand. */
  readonly total: number | null;
  /** What is counted, in the plural: `requests`, `bytes`, `steps`. */
  readonly unit: string;
  /** Units that were done before this piece of work began, so that they do not count for its pace (default: 0). */
  readonly from?: number | undefined;
  /** What is worth saying in place of the pace, for example `loss 2.31` (default: nothing). */
  readonly note?: string | undefined;
  /** Whether it gives way to what follows, as one of many files does (default: its last line stays). */
  readonly isPassing?: boolean | undefined;
}

/** Options of every function that takes time. */
export interface LongWork {
  /** Stops the work at its next step; what is finished is kept (default: never). */
  readonly signal?: AbortSignal | undefined;
  /** Is told of progress, as often as there is some (default: nobody is). */
  readonly onProgress?: ((report: ProgressReport) => void) | undefined;
}
