/** The rules that the house has for imports and exports in `src/`, as pure functions over source texts. */
import { posix } from 'node:path';

/** Rooms from which a room may import, beside itself and what those may import in their turn. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  records: ['base'],
  languages: ['records'],
  selection: ['languages'],
  corpus: ['languages'],
  backend: ['records'],
  model: ['backend'],
  tuning: ['model', 'corpus'],
  benchmarks: ['languages'],
  evaluation: ['benchmarks', 'corpus'],
  results: ['benchmarks'],
  study: ['selection', 'tuning', 'evaluation', 'results'],
  charts: ['selection', 'results'],
  paper: ['charts'],
  notebook: ['charts', 'study'],
  kernel: ['notebook'],
  jupyter: ['kernel', 'paper'],
  cli: ['jupyter'],
};

/** The only rooms that may load TensorFlow.js. */
const TENSOR_ROOMS = ['backend', 'model', 'tuning'];

/** One source file. */
export interface SourceFile {
  /** Path under `src/` with forward slashes, for example `records/figure.ts`. */
  readonly path: string;
  readonly text: string;
}

const SPECIFIER = /\b(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/**
 * Finds what breaks the rules: arrows between rooms that the table does not allow (files directly in `src/`
 * may import everything and are imported by none), relative imports that do not end in `.js`, TensorFlow
 * outside of its rooms, and default exports.
 * @returns one line a breach, as `path: what is wrong`; empty where all is well.
 */
export function importBreaches(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const breaches = specifiersOf(file).flatMap((specifier) => importBreach(file.path, specifier) ?? []);
    if (/^export\s+default\b/m.test(codeOf(file))) breaches.push('must not have a default export');
    return breaches.map((breach) => `${file.path}: ${breach}`);
  });
}

/**
 * Finds files that import one another in a circle, imports of types alone included.
 * @returns one line a circle, its files in the order in which they import; a knot of several circles gives one of them.
 */
export function importCircles(files: readonly SourceFile[]): string[] {
  const targets = importsOf(files);
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start !== -1) circles.push([...way.slice(start), path].join(' → '));
    if (done.has(path)) return;
    done.add(path);
    for (const target of targets.get(path) ?? []) follow(target, [...way, path]);
  };
  for (const { path } of files) follow(path, []);
  return circles;
}

/**
 * Finds every file that one opens in the end, itself included; imports of types alone and what is loaded later count.
 * @param start path of the file.
 */
export function importClosure(files: readonly SourceFile[], start: string): ReadonlySet<string> {
  const targets = importsOf(files);
  const closure = new Set([start]);
  for (const path of closure) for (const target of targets.get(path) ?? []) closure.add(target);
  return closure;
}

/** The files that each file imports, by path. */
function importsOf(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    files.map((file) => [
      file.path,
      specifiersOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => targetOf(file.path, specifier)),
    ]),
  );
}

function importBreach(path: string, specifier: string): string | null {
  const room = roomOf(path);
  if (specifier.startsWith('@tensorflow/') && !TENSOR_ROOMS.includes(room)) {
    return `only ${TENSOR_ROOMS.join(', ')} may import ${specifier}`;
  }
  if (!specifier.startsWith('.')) return null;
  if (!specifier.endsWith('.js')) return `${specifier} must end in .js`;
  const target = roomOf(targetOf(path, specifier));
  if (room === '' || room === target) return null;
  if (!(room in MAY_IMPORT)) return `${room} is not a room of the house`;
  return reachable(room).has(target) ? null : `${room} must not import ${target || 'src'} (${specifier})`;
}

/** The rooms from which a room may import in the end. */
function reachable(room: string): ReadonlySet<string> {
  const next = MAY_IMPORT[room] ?? [];
  return new Set(next.flatMap((other) => [other, ...reachable(other)]));
}

function specifiersOf(file: SourceFile): string[] {
  return [...codeOf(file).matchAll(SPECIFIER)].map((match) => match[1] ?? '');
}

function codeOf({ text }: SourceFile): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

/** Path under `src/` of the source that a relative import names. */
function targetOf(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');
}

/** First folder of a path under `src/`, or an empty text for a file directly in it. */
function roomOf(path: string): string {
  const slash = path.indexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
