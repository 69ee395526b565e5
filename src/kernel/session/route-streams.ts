import type { CellOutput, StreamName } from './cell-output.js';

/** What `write` of a stream may be given after the text. */
type Rest = [encoding?: BufferEncoding | WriteCallback, callback?: WriteCallback];
type WriteCallback = (error?: Error | null) => void;

/** Sends what the process prints to a cell's output, until it is sent to another's. */
export function routeStreams(output: CellOutput): void {
  for (const name of ['stdout', 'stderr'] as const) process[name].write = writer(output, name);
}

function writer(output: CellOutput, name: StreamName): NodeJS.WriteStream['write'] {
  return (chunk: string | Uint8Array, ...rest: Rest): boolean => {
    const [encoding, callback] = rest;
    output.write(
      name,
      typeof chunk === 'string' && typeof encoding === 'string' && encoding !== 'utf8'
        ? Buffer.from(chunk, encoding)
        : chunk,
    );
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done !== undefined) queueMicrotask(() => done());
    return true;
  };
}
