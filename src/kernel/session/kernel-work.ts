/** The kernel's own work, such as compiling and sending: an interrupt waits for its end rather than tear it apart. */
export interface KernelWork {
  /** Does a piece of work whole. */
  whole<Result>(work: () => Result): Result;
  /** Whether this is called from within such a piece. */
  isRunning(): boolean;
}

/** Makes the record of one thread's work. */
export function kernelWork(): KernelWork {
  let depth = 0;
  return {
    whole(work) {
      depth += 1;
      try {
        return work();
      } finally {
        depth -= 1;
      }
    },
    isRunning: () => depth > 0,
  };
}
