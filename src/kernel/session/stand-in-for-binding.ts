import { existsSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The package that data frames are built on, and the one that has the same functions without its binding. */
const [BOUND, PLAIN] = ['@tensorflow/tfjs-node', '@tensorflow/tfjs'];
/** Where the package looks for its binding. */
const BINDING = join('lib', 'napi-v8', 'tfjs_binding.node');

/** The part of Node's loader that finds a package's file. */
interface Loader {
  _resolveFilename(request: string, ...more: unknown[]): string;
}

/** What turns warnings for people at work on TensorFlow.js off. */
interface Core {
  enableProdMode(): void;
}

/**
 * Lets packages that ask for TensorFlow's binding, as danfojs-node does, have plain TensorFlow.js where there is no
 * binding. It has all functions that data frames use, at a speed that suits tables.
 * @param bindingOf folder of an installed package (default: as this one finds it); `null` where it is not installed.
 */
export function standInForBinding(bindingOf: (name: string) => string | null = packageFolder): void {
  const folder = bindingOf(BOUND);
  if (folder !== null && existsSync(join(folder, BINDING))) return;
  const loader = Module as unknown as Loader;
  const find = loader._resolveFilename;
  loader._resolveFilename = (request, ...more) => {
    if (request !== BOUND) return find.call(loader, request, ...more);
    const require = createRequire(import.meta.url);
    (require('@tensorflow/tfjs-core') as Core).enableProdMode();
    return require.resolve(PLAIN);
  };
}

function packageFolder(name: string): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}
