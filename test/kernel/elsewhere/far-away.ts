/** Functions that tests call in another process. */

interface Options {
  readonly steps?: number;
  readonly onStep?: (step: number) => void;
  readonly signal?: AbortSignal;
}

/** Says where it runs. */
export async function whereAmI(values: Float32Array): Promise<object> {
  return { pid: process.pid, sum: values.reduce((sum, value) => sum + value, 0) };
}

/** Takes steps until it is stopped. */
export async function takeSteps({ steps = 3, onStep, signal }: Options): Promise<number> {
  let taken = 0;
  for (; taken < steps; taken += 1) {
    signal?.throwIfAborted();
    onStep?.(taken);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return taken;
}

/** Keeps its thread busy, deaf to everything. */
export async function hang(): Promise<void> {
  for (;;) Math.sqrt(2);
}

/** Fails. */
export async function fail(message: string): Promise<void> {
  throw new RangeError(message, { cause: new TypeError('inner') });
}

/** Gives what cannot be copied. */
export async function giveFunction(): Promise<object> {
  return { f: () => 1 };
}

/** Ends the process under the call. */
export async function die(): Promise<void> {
  console.error('out of memory');
  process.exit(9);
}
