import { runningKernel } from './running-kernel.js';

/**
 * The signal by which the running cell is interrupted: what one's own long work takes, `fetch(url, { signal: signal() })`
 * for example. Who asks for it has a second and a half to stop in good order. Outside of the kernel it is never aborted.
 */
export function signal(): AbortSignal {
  return runningKernel()?.signal() ?? new AbortController().signal;
}
