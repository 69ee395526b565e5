/** Errors on their way between processes, which copy little of them. */

/** What is carried of an error. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
  readonly cause?: CarriedError;
}

/** Errors of the language, which keep their class. */
const CLASSES: Readonly<Record<string, ErrorConstructor>> = { RangeError, TypeError, SyntaxError };

/** Packs what was thrown. */
export function packError(thrown: unknown): CarriedError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown), stack: '' };
  const { name, message, stack = '', cause } = thrown;
  const { code } = thrown as NodeJS.ErrnoException;
  return {
    name: name === 'Error' ? thrown.constructor.name : name,
    message,
    stack,
    ...(typeof code === 'string' && { code }),
    ...(cause !== undefined && { cause: packError(cause) }),
  };
}

/**
 * Makes an error of what was carried.
 * @param called stack of the call, which the error's own stack goes on with, so that it leads to the caller.
 */
export function unpackError({ name, message, stack, code, cause }: CarriedError, called = ''): Error {
  const options = cause === undefined ? undefined : { cause: unpackError(cause) };
  const error = new (CLASSES[name] ?? Error)(message, options);
  if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true });
  const frames = called.split('\n').slice(1);
  Object.defineProperty(error, 'stack', { value: [stack, ...frames].join('\n'), configurable: true });
  return code === undefined ? error : Object.assign(error, { code });
}
