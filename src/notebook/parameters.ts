/** What a notebook can be told from outside. */

/** Values that a notebook may be told: JSON. */
export type ParameterValue = string | number | boolean | null | readonly ParameterValue[];

/** Literals count as their kind: `k: 14` may become any number. */
type Widened<Value> = Value extends number
  ? number
  : Value extends string
    ? string
    : Value extends boolean
      ? boolean
      : Value;

/** Names that were told and which no call has asked for, by variable. */
const VARIABLE = 'LINGTUNE_PARAMETERS';

/**
 * A notebook's parameters: the defaults, overridden by the JSON object in `LINGTUNE_PARAMETERS`, which
 * `lingtune run notebook.ipynb -p k=7` sets. A value must be of its default's kind; `null` as a default takes any.
 * @throws RangeError where the variable is no JSON object or names a parameter that is not among the defaults.
 * @throws TypeError where a value is of another kind than its default.
 * @example
 * ```ts
 * import { parameters } from 'lingtune';
 *
 * const { k, seed } = parameters({ k: 14, seed: 0 });
 * ```
 */
export function parameters<Defaults extends Readonly<Record<string, ParameterValue>>>(
  defaults: Defaults,
  { environment = process.env }: { environment?: NodeJS.ProcessEnv } = {},
): { [Name in keyof Defaults]: Widened<Defaults[Name]> } {
  const told = readTold(environment[VARIABLE] ?? '');
  for (const [name, value] of Object.entries(told)) {
    if (!Object.hasOwn(defaults, name)) {
      throw new RangeError(
        `parameters: ${VARIABLE} must name one of ${Object.keys(defaults).join(', ')}, got ${name}`,
      );
    }
    const wanted = kindOf(defaults[name]);
    const got = kindOf(value);
    if (wanted !== 'null' && got !== wanted) {
      throw new TypeError(`parameters: ${name} must be a ${wanted}, got ${JSON.stringify(value)}`);
    }
  }
  return { ...defaults, ...told } as { [Name in keyof Defaults]: Widened<Defaults[Name]> };
}

function readTold(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    told = null;
  }
  if (kindOf(told) !== 'object') {
    throw new RangeError(`parameters: ${VARIABLE} must be a JSON object such as {"k":7}, got ${text}`);
  }
  return told as Record<string, unknown>;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
