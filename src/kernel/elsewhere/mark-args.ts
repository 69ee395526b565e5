/** Arguments on their way between processes: callbacks and signals, which cannot be copied, go as marks. */

/** Any function. */
export type Callback = (...values: readonly unknown[]) => unknown;

/** Stands for a callback or a signal. */
interface Mark {
  readonly lingtuneCallback?: number;
  readonly lingtuneSignal?: true;
}

/** Arguments that can be copied, and what was taken out of them. */
export interface MarkedArgs {
  readonly args: readonly unknown[];
  readonly callbacks: readonly Callback[];
  readonly signals: readonly AbortSignal[];
}

/** Replaces callbacks and signals among the fields of arguments. The last one, the options, gets a signal in any case. */
export function markArgs(args: readonly unknown[]): MarkedArgs {
  const callbacks: Callback[] = [];
  const signals: AbortSignal[] = [];
  const mark = (value: unknown): unknown => {
    if (value instanceof AbortSignal) signals.push(value);
    if (typeof value !== 'function') return value instanceof AbortSignal ? undefined : value;
    callbacks.push(value as Callback);
    return { lingtuneCallback: callbacks.length - 1 } satisfies Mark;
  };
  const marked = args.map((value, index) => {
    if (!isRecord(value)) return value;
    const fields = mapFields(value, mark);
    return index === args.length - 1
      ? { ...fields, signal: { lingtuneSignal: true } satisfies Mark }
      : fields;
  });
  return { args: marked, callbacks, signals };
}

/** Puts callbacks and the signal where their marks are. @param call calls the callback of a number. */
export function unmarkArgs(
  args: readonly unknown[],
  { signal, call }: { signal: AbortSignal; call: (index: number, values: readonly unknown[]) => void },
): unknown[] {
  const unmark = (value: unknown): unknown => {
    const { lingtuneCallback: index, lingtuneSignal: isSignal } = (value ?? {}) as Mark;
    if (index !== undefined) return (...values: unknown[]) => call(index, values);
    return isSignal === true ? signal : value;
  };
  return args.map((value) => (isRecord(value) ? mapFields(value, unmark) : value));
}

/** Whether a value is a plain record. */
export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function mapFields(record: object, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
