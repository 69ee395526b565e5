import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 interpret functions for good, or translate them without optimizing. For those that only make others, a thousand
 * of them: to optimize one takes V8 most of a second and some 70 MB, and gains nothing.
 */
export function neverOptimize(functions: readonly ((...given: never[]) => unknown)[]): void {
  setFlagsFromString('--allow-natives-syntax');
  try {
    const ask = new Function('work', '%NeverOptimizeFunction(work)');
    for (const work of functions) ask(work);
  } finally {
    setFlagsFromString('--no-allow-natives-syntax');
  }
}
