/**
 * JavaScript's built-ins as the kernel needs them. Cells run beside the kernel and the compiler and share `Array`, `JSON`
 * or `Promise` with them; what a cell makes of these is the cells' own, and put aside while the kernel works.
 *
 * Everything here must work while built-ins are broken: it calls only what it has kept, and walks by index.
 */
import { EventEmitter } from 'node:events';

/** Built-ins of two sides, of which one is in place. */
export interface OwnBuiltins {
  /** Puts the kernel's own in place, and remembers what is there instead of them. */
  takeBack(): void;
  /** Puts what cells have made in place again. */
  giveBack(): void;
  /** Whether cells have made anything of them. */
  hasTheirs(): boolean;
}

/** A property that the kernel needs. */
interface Kept {
  readonly owner: object;
  readonly key: PropertyKey;
  /** What it must be; of an accessor that can be assigned, its value. */
  readonly value: unknown;
  readonly descriptor: PropertyDescriptor;
}

/** A property as a cell has it; `null` where it has removed it. */
interface Theirs {
  readonly owner: object;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor | null;
  /** Of an accessor that can be assigned: what was. */
  readonly value: unknown;
  /** The kernel's, `null` where there was no such property. */
  readonly kept: Kept | null;
}

const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, create } = Object;
const { ownKeys, deleteProperty } = Reflect;

/** Namespaces, which have no prototype of their own. */
const NAMESPACES: readonly object[] = [JSON, Math, Reflect];

/** Objects to which a new property would change what the kernel does: all objects, or all lists, would seem to have it. */
const CLOSED: readonly object[] = [Object.prototype, Array.prototype];

/** Keeps the built-ins as they are now. */
export function ownBuiltins(): OwnBuiltins {
  const kept = keptProperties();
  const keysOfClosed = CLOSED.map((owner) => ownKeys(owner));
  let theirs: Theirs[] = [];
  let isOwnInPlace = true;

  const remember = (found: Theirs[], owner: object, key: PropertyKey, own: Kept | null): void => {
    const descriptor = bare(getOwnPropertyDescriptor(owner, key));
    const value = descriptor?.get === undefined ? undefined : (owner as Record<PropertyKey, unknown>)[key];
    found[found.length] = { owner, key, descriptor, value, kept: own };
  };
  const takeBack = (): void => {
    const found: Theirs[] = [];
    for (let index = 0; index < kept.length; index += 1) {
      const own = kept[index] as Kept;
      if ((own.owner as Record<PropertyKey, unknown>)[own.key] !== own.value) {
        remember(found, own.owner, own.key, own);
      }
    }
    for (let index = 0; index < CLOSED.length; index += 1) {
      const owner = CLOSED[index] as object;
      const known = keysOfClosed[index] as readonly PropertyKey[];
      const keys = ownKeys(owner);
      if (keys.length === known.length) continue;
      for (let at = 0; at < keys.length; at += 1) {
        const key = keys[at] as PropertyKey;
        if (!isAmong(known, key)) remember(found, owner, key, null);
      }
    }
    for (let index = 0; index < found.length; index += 1) {
      const { owner, key, kept: own } = found[index] as Theirs;
      put(owner, key, own?.descriptor ?? null, own?.value);
    }
    // Where the kernel's were in place, what cells have put aside is still theirs.
    for (let index = 0; isOwnInPlace && index < theirs.length; index += 1) {
      const before = theirs[index] as Theirs;
      if (!isFoundAgain(found, before)) found[found.length] = before;
    }
    theirs = found;
    isOwnInPlace = true;
  };
  return {
    takeBack,
    giveBack() {
      for (let index = 0; index < theirs.length; index += 1) {
        const { owner, key, descriptor, value } = theirs[index] as Theirs;
        put(owner, key, descriptor, value);
      }
      isOwnInPlace = false;
    },
    hasTheirs: () => theirs.length > 0,
  };
}

/** Properties of the global object, of what stands there, and of what only syntax leads to. */
function keptProperties(): Kept[] {
  const globals = Object.getOwnPropertyNames(globalThis).flatMap((name) => {
    const descriptor = bare(getOwnPropertyDescriptor(globalThis, name));
    // What Node makes when it is first asked for is not asked for here.
    const isMade = descriptor?.get === undefined || name === 'Buffer' || name === 'process';
    const value: unknown = isMade ? (globalThis as Record<string, unknown>)[name] : undefined;
    if (descriptor === null || !isObject(value) || value === globalThis) return [];
    return [{ owner: globalThis, key: name, value, descriptor }];
  });
  const makers = [...globals.map(({ value }) => value).filter(isFunction), EventEmitter];
  const prototypes = makers.map(({ prototype }) => prototype).filter(isObject);
  const owners = new Set([...NAMESPACES, ...makers, ...prototypes, ...hiddenPrototypes()]);
  return [...globals, ...[...owners].flatMap(methodsOf)];
}

/** Functions of an object that can be replaced. */
function methodsOf(owner: object): Kept[] {
  return ownKeys(owner).flatMap((key) => {
    const descriptor = bare(getOwnPropertyDescriptor(owner, key));
    if (descriptor === null || typeof descriptor.value !== 'function') return [];
    if (descriptor.writable !== true && descriptor.configurable !== true) return [];
    return [{ owner, key, value: descriptor.value, descriptor }];
  });
}

/** Prototypes of iterators, generators, asynchronous functions and typed arrays. */
function hiddenPrototypes(): object[] {
  const made: readonly object[] = [
    [][Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    ''[Symbol.iterator](),
    ''.matchAll(/a/g),
    (function* () {})(),
    (async function* () {})(),
    async () => {},
    new Uint8Array(),
  ];
  return made.flatMap((value) => {
    const chain: object[] = [];
    for (let next = getPrototypeOf(value); next !== null; next = getPrototypeOf(next)) chain.push(next);
    return chain;
  });
}

/** Puts a property in place; one that a cell has made for ever stays. */
function put(owner: object, key: PropertyKey, descriptor: PropertyDescriptor | null, value: unknown): void {
  try {
    if (descriptor === null) deleteProperty(owner, key);
    else if (descriptor.set === undefined) defineProperty(owner, key, descriptor);
    else {
      defineProperty(owner, key, descriptor);
      (owner as Record<PropertyKey, unknown>)[key] = value;
    }
  } catch {
    // Neither can be told from here, nor would it help: what it breaks says so.
  }
}

/** A descriptor that knows nothing of what a cell has put into all objects. */
function bare(descriptor: PropertyDescriptor | undefined): PropertyDescriptor | null {
  if (descriptor === undefined) return null;
  const copy = create(null) as PropertyDescriptor;
  const keys = ownKeys(descriptor) as (keyof PropertyDescriptor)[];
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as keyof PropertyDescriptor;
    copy[key] = descriptor[key];
  }
  return copy;
}

function isAmong(keys: readonly PropertyKey[], key: PropertyKey): boolean {
  for (let index = 0; index < keys.length; index += 1) if (keys[index] === key) return true;
  return false;
}

function isFoundAgain(found: readonly Theirs[], { owner, key }: Theirs): boolean {
  for (let index = 0; index < found.length; index += 1) {
    const other = found[index] as Theirs;
    if (other.owner === owner && other.key === key) return true;
  }
  return false;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

function isFunction(value: unknown): value is { readonly prototype?: unknown } {
  return typeof value === 'function';
}
