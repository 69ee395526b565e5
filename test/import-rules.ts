/** The rules that design.md sets for imports and exports in `src/`, as a pure function over source texts. */

/** Folders whose files a folder's files may import, beside their own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  util: [],
  languages: ['util'],
  selection: ['util', 'languages'],
  corpus: ['util', 'languages'],
  model: ['util'],
  tuning: ['util', 'corpus', 'model'],
  evaluation: ['util', 'languages', 'corpus'],
  results: ['util', 'languages'],
  paper: ['util', 'languages', 'selection', 'results'],
  cluster: ['util', 'results'],
  study: ['util', 'languages', 'selection', 'corpus', 'model', 'tuning', 'evaluation', 'results'],
  kernel: ['util', 'paper'],
};

/** The only folders that may load TensorFlow.js. */
const TENSOR_FOLDERS = ['model', 'tuning'];

/** One source file. */
export interface SourceFile {
  /** Path under `src/` with forward slashes, for example `paper/figure.ts`. */
  readonly path: string;
  readonly text: string;
}

const SPECIFIER = /\b(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/**
 * Finds what breaks the rules: arrows between folders that the table does not allow (files directly in `src/`
 * may import everything and are imported by none), relative imports that do not end in `.js`, TensorFlow
 * outside of `model/` and `tuning/`, and default exports.
 * @returns one line a breach, as `path: what is wrong`; empty where all is well.
 */
export function importBreaches(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    const specifiers = [...code.matchAll(SPECIFIER)].map((match) => match[1] ?? '');
    const breaches = specifiers.flatMap((specifier) => importBreach(path, specifier) ?? []);
    if (/^export\s+default\b/m.test(code)) breaches.push('must not have a default export');
    return breaches.map((breach) => `${path}: ${breach}`);
  });
}

function importBreach(path: string, specifier: string): string | null {
  const folder = folderOf(path);
  if (specifier.startsWith('@tensorflow/') && !TENSOR_FOLDERS.includes(folder)) {
    return `only ${TENSOR_FOLDERS.join(' and ')} may import ${specifier}`;
  }
  if (!specifier.startsWith('.')) return null;
  if (!specifier.endsWith('.js')) return `${specifier} must end in .js`;
  const target = folderOf(new URL(specifier, `file:///${path}`).pathname.slice(1));
  if (folder === '' || folder === target) return null;
  const allowed = MAY_IMPORT[folder];
  if (allowed === undefined) return `${folder} is not a folder of the design`;
  return allowed.includes(target) ? null : `${folder} must not import ${target || 'src'} (${specifier})`;
}

/** First folder of a path under `src/`, or an empty text for a file directly in it. */
function folderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
