/** Forms of the fields that several model families have; defaults are those of transformers 5.23. */
import { z } from 'zod';

/** Above any model there is, low enough that a wrong number cannot ask for unbounded work or memory. */
const LIMITS = { width: 2 ** 20, layers: 2 ** 12, tokens: 2 ** 24 } as const;

/** A width, or a number of heads, buckets or positions. */
export const Width: z.ZodInt = z.int().min(1).max(LIMITS.width);
/** A number of layers. */
export const Layers: z.ZodInt = z.int().min(1).max(LIMITS.layers);
/** A number of tokens. */
export const Tokens: z.ZodInt = z.int().min(1).max(LIMITS.tokens);
/** A share that is dropped. */
export const Share: z.ZodNumber = z.number().min(0).lt(1);
/** What a norm adds to the variance. */
export const Epsilon: z.ZodNumber = z.number().positive().max(1);
/** Names that transformers has for GELU by its tanh approximation; its classes differ in speed alone. */
export const TANH_GELUS = [
  'gelu_new',
  'gelu_pytorch_tanh',
  'gelu_python_tanh',
  'gelu_fast',
  'gelu_accurate',
] as const;

/** A token id where there is one; some files say -1 where there is none. */
export const TokenId: z.ZodType<number | null> = z
  .int()
  .min(-1)
  .max(LIMITS.tokens)
  .nullable()
  .transform((id) => (id === -1 ? null : id));
/** One token id or several, as a list. */
export const TokenIds: z.ZodType<number[]> = z
  .union([TokenId, z.array(z.int().min(0).max(LIMITS.tokens))])
  .transform((ids) => (ids === null ? [] : typeof ids === 'number' ? [ids] : ids));

/**
 * The fields under their first names: transformers lets the general name win where a file has both.
 * @param names general name → the family's own.
 */
export function unifyNames(
  fields: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const unified = { ...fields };
  for (const [general, own] of Object.entries(names)) {
    if (Object.hasOwn(fields, general)) unified[own] = fields[general];
  }
  return unified;
}
