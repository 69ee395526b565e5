import util from 'node:util';

/**
 * Gives `node:util` back what TensorFlow.js 4.22 still calls and newer versions of Node lack: `isNullOrUndefined`
 * and `isArray` (removed in Node 23). Where they are there, nothing changes.
 * @param target the module to mend (default: `node:util`, as `require` hands it out).
 */
export function restoreUtil(target: object = util): void {
  const missing = {
    isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
    isArray: Array.isArray,
  };
  for (const [name, value] of Object.entries(missing)) {
    if (name in target) continue;
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }
}
