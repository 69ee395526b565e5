/** Keeping signals away from TensorFlow, which a handler at the wrong moment makes write over foreign memory. */
import { constants } from 'node:os';
import { kernelLibrary, type TensorflowBuild } from './tensorflow-build.js';

/** What the library of our operations exports to Node. */
interface KernelLibrary {
  /** Missing on systems where TensorFlow needs no shield. */
  readonly shield?: () => void;
}

/** Where a thread keeps that it is shielded. */
const KEY = Symbol.for('lingtune.shieldSignals');

/**
 * Lets signals come in this thread at any moment without harm to what TensorFlow computes: most are taken by a thread of
 * their own from the moment when the library is loaded, the others get a stack of their own. `signals.cc` says why.
 * Handlers that are set later are shielded as they come.
 * @param build the one that is loaded.
 * @throws Error where it is not.
 */
export function shieldSignals(build: TensorflowBuild): void {
  if (KEY in globalThis) return;
  const { shield } = openLibrary(build);
  Object.defineProperty(globalThis, KEY, { value: true });
  if (shield === undefined) return;
  shield();
  // Node sets the system's handler before it tells us of the new listener.
  process.on('newListener', (event) => {
    if (String(event).startsWith('SIG')) shield();
  });
}

function openLibrary(build: TensorflowBuild): KernelLibrary {
  const library: { exports: KernelLibrary } = { exports: {} };
  try {
    // At once: where another TensorFlow is loaded, this lacks symbols, and their first use would end the process.
    process.dlopen(library, kernelLibrary(build), constants.dlopen.RTLD_NOW);
  } catch (cause) {
    throw new Error(
      `shieldSignals: TensorFlow must be the build in ${build.folder}, got another, loaded by another package before (\`lingtune setup\` gives that package the right one)`,
      { cause },
    );
  }
  return library.exports;
}
