import type { CellOutput, StreamName } from '../../notebook/running-kernel.js';

type WriteCallback = (error?: Error | null) => void;

/** Kept, since cells may put something else in its place. */
const soon = queueMicrotask;

/** Sends what the process prints to a cell's output, until it is sent to another's. */
export function routeStreams(output: CellOutput): void {
  for (const name of ['stdout', 'stderr'] as const) process[name].write = writer(output, name);
}

function writer(output: CellOutput, name: StreamName): NodeJS.WriteStream['write'] {
  return (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean => {
    output.write(
      name,
      typeof chunk === 'string' && typeof encoding === 'string' && encoding !== 'utf8'
        ? Buffer.from(chunk, encoding)
        : chunk,
    );
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done !== undefined) soon(() => done());
    return true;
  };
}
