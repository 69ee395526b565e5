/** Arguments on their way between processes: callbacks and signals, which cannot be copied, go as stand-ins. */

/** A function on this side, whatever it takes. */
export type Callback = (...values: readonly unknown[]) => unknown;

/** Stands for a callback or a signal. */
interface StandIn {
  readonly lingtuneCallback?: number;
  readonly lingtuneSignal?: true;
}

/** Arguments that can be copied, and what was taken out of them. */
export interface PackedArgs {
  readonly args: readonly unknown[];
  readonly callbacks: readonly Callback[];
  readonly signals: readonly AbortSignal[];
}

/** Replaces callbacks and signals among the fields of arguments. The last one, the options, gets a signal in any case. */
export function packArgs(args: readonly unknown[]): PackedArgs {
  const callbacks: Callback[] = [];
  const signals: AbortSignal[] = [];
  const pack = (value: unknown): unknown => {
    if (value instanceof AbortSignal) signals.push(value);
    if (typeof value !== 'function') return value instanceof AbortSignal ? undefined : value;
    callbacks.push(value as Callback);
    return { lingtuneCallback: callbacks.length - 1 } satisfies StandIn;
  };
  const packed = args.map((value, index) => {
    if (!isRecord(value)) return value;
    const fields = mapFields(value, pack);
    return index === args.length - 1
      ? { ...fields, signal: { lingtuneSignal: true } satisfies StandIn }
      : fields;
  });
  return { args: packed, callbacks, signals };
}

/** Puts callbacks and the signal where their stand-ins are. @param call calls the callback of a number. */
export function unpackArgs(
  args: readonly unknown[],
  { signal, call }: { signal: AbortSignal; call: (index: number, values: readonly unknown[]) => void },
): unknown[] {
  const unpack = (value: unknown): unknown => {
    const { lingtuneCallback: index, lingtuneSignal: isSignal } = (value ?? {}) as StandIn;
    if (index !== undefined) return (...values: unknown[]) => call(index, values);
    return isSignal === true ? signal : value;
  };
  return args.map((value) => (isRecord(value) ? mapFields(value, unpack) : value));
}

/** Whether a value is a plain record. */
export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function mapFields(record: object, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
