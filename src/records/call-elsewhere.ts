/**
 * The place where a long function lets another process do its work, so that the one that called it stays responsive: a
 * notebook's kernel says so, a program does not.
 */

/** A function of a module, and what it is called with. */
export interface ElsewhereCall {
  /** Address of the module that exports the function: `import.meta.url`. */
  readonly module: string;
  readonly name: string;
  /** Plain records, whose own fields may also be functions that give nothing back, and an `AbortSignal`. */
  readonly args: readonly unknown[];
}

/** Makes a call in another process. */
export type CallElsewhere = (call: ElsewhereCall) => Promise<unknown>;

const KEY = Symbol.for('lingtune.callElsewhere');

/**
 * Makes a call in another process where this one wants that.
 * @returns what the function gives there, or `null` where it is to be called here.
 */
export function callElsewhere<Result>(call: ElsewhereCall): Promise<Result> | null {
  return (findElsewhere()?.(call) as Promise<Result> | undefined) ?? null;
}

/** What makes calls in another process, for who must prepare something before; `null` where they are made here. */
export function findElsewhere(): CallElsewhere | null {
  return (globalThis as { [KEY]?: CallElsewhere })[KEY] ?? null;
}

/** Has every long function of this process be called by `call` from now on. */
export function workElsewhere(call: CallElsewhere): void {
  Object.defineProperty(globalThis, KEY, { value: call, configurable: true });
}
