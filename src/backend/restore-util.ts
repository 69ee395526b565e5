import util from 'node:util';

/**
 * Gives `node:util` what TensorFlow.js 4.22 still calls: `isNullOrUndefined` and `isArray`, of which Node 22 warns and
 * which Node 23 lacks. They do the same as Node's own did.
 * @param target the module to mend (default: `node:util`, as `require` hands it out).
 */
export function restoreUtil(target: object = util): void {
  const functions = {
    isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
    isArray: Array.isArray,
  };
  for (const [name, value] of Object.entries(functions)) {
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }
}
