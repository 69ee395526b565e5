/** Reading and describing `run.json`. */
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { isNearWord } from '../../base/near-word.js';
import { quoteText } from '../../base/printable.js';
import type { RunConfig } from './run-config.js';
import { RunConfigForm } from './run-config-form.js';

/**
 * Reads a file such as `run.json`.
 * @returns the configuration with every default filled in.
 * @throws Error with path and field where it is unreadable, not JSON, has an unknown field or a wrong value.
 */
export function readRunConfig(path: string): RunConfig {
  return parseRunConfig(readJsonFile(path), path);
}

/**
 * Checks a configuration, from a file or from a cell.
 * @param place name for messages, usually the file's path.
 * @returns the configuration with every default filled in.
 * @throws Error with place and field where a field is unknown or has a wrong value.
 * @example
 * ```ts
 * import { parseRunConfig } from 'lingtune';
 *
 * const config = parseRunConfig({
 *   model: 'pocket',
 *   data: { name: 'pocket', languages: ['et', 'vi'], budget: 100 },
 *   training: { steps: 4, warmup: 1 },
 * });
 * ```
 */
export function parseRunConfig(value: unknown, place = 'run configuration'): RunConfig {
  refuseUnknownFields(value, runConfigSchema(), '', place);
  return checkForm(RunConfigForm, value, place);
}

/** The JSON Schema of `run.json`, draft 2020-12: what an editor completes from. */
export function runConfigSchema(): Readonly<Record<string, unknown>> {
  return { title: 'lingtune tune: run.json', ...z.toJSONSchema(RunConfigForm, { io: 'input' }) };
}

/** Fields of an object, as JSON Schema has them; the rest of the schema is zod's to check. */
interface ObjectSchema {
  readonly properties?: Readonly<Record<string, ObjectSchema>>;
  readonly anyOf?: readonly ObjectSchema[];
}

function refuseUnknownFields(value: unknown, schema: ObjectSchema, path: string, place: string): void {
  const properties = fieldsOf(schema);
  if (typeof value !== 'object' || value === null || properties === undefined) return;
  for (const [field, inner] of Object.entries(value)) {
    const known = Object.hasOwn(properties, field) ? properties[field] : undefined;
    if (known === undefined) throw unknownField(path + field, Object.keys(properties), field, place);
    refuseUnknownFields(inner, known, `${path}${field}.`, place);
  }
}

/** Fields of an object, or of the object among alternatives. */
function fieldsOf({ properties, anyOf = [] }: ObjectSchema): ObjectSchema['properties'] {
  return properties ?? anyOf.map(fieldsOf).find((fields) => fields !== undefined);
}

function unknownField(path: string, fields: readonly string[], field: string, place: string): Error {
  const meant = fields.find((name) => isNearWord(field, name));
  const hint = meant === undefined ? '' : `; is ${meant} meant?`;
  return new Error(`${place}: a field must be one of ${fields.join(', ')}, got ${quoteText(path)}${hint}`);
}
