import type { z } from 'zod';
import { quoteText } from './printable.js';

/**
 * Checks a value that came from outside against the form that it must have.
 * @param place name for messages, usually the file's path.
 * @returns the value as the form gives it, defaults filled in.
 * @throws Error with the place and the field of the first fault.
 */
export function checkForm<Form extends z.ZodType>(form: Form, value: unknown, place: string): z.output<Form> {
  const checked = parse(form, value, place);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? 'the file' : quoteText(issue.path.join('.'));
  throw new Error(`${place}: ${field}: ${issue?.message}${got(issue?.input)}`, { cause: checked.error });
}

/** Forms may hold themselves, values may be nested without end: what the stack cannot hold is refused. */
function parse<Form extends z.ZodType>(
  form: Form,
  value: unknown,
  place: string,
): z.ZodSafeParseResult<z.output<Form>> {
  try {
    return form.safeParse(value, { reportInput: true });
  } catch (cause) {
    throw new Error(`${place}: the file must not be nested so deeply`, { cause });
  }
}

/** The wrong value where it is short enough to say. */
function got(value: unknown): string {
  if (typeof value === 'string') return `, got ${quoteText(value)}`;
  return typeof value === 'number' || typeof value === 'boolean' ? `, got ${value}` : '';
}
