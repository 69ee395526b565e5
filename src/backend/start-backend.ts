import type { Backend, StartBackendOptions } from './backend.js';

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
