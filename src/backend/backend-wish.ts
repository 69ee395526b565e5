import { BACKENDS, type BackendName } from './backend.js';

/**
 * Reads what `LINGTUNE_BACKEND` says.
 * @param text `tensorflow`, `gpu` or `tensorflow-gpu`, `wasm`; nothing or empty for no wish.
 * @returns the backend, or `null` for the best that works.
 * @throws RangeError where it names another.
 */
export function backendWish(text: string | undefined): BackendName | null {
  if (text === undefined || text === '') return null;
  if (text === 'gpu') return 'tensorflow-gpu';
  const found = BACKENDS.find((name) => name === text);
  if (found === undefined) {
    throw new RangeError(`LINGTUNE_BACKEND must be tensorflow, gpu or wasm, got ${JSON.stringify(text)}`);
  }
  return found;
}
