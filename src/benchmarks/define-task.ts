/** Making a benchmark from what is its own: everything that all benchmarks share is here. */

import { quoteText } from '../base/printable.js';
import { formOf, pythonJson, withForm } from '../base/python/python-form.js';
import type { BenchmarkDocument, BenchmarkTask, PromptRequest, Variant } from './benchmark-task.js';

/** What checks the fields of a document: a zod schema is one, whose own types cells' TypeScript 5.0 cannot read. */
export interface FieldsSchema<Fields> {
  /** Checks a row, and gives its fields or what is wrong with them. */
  safeParse(row: unknown):
    | { readonly success: true; readonly data: Fields }
    | {
        readonly success: false;
        readonly error: Error & {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

/** What a benchmark's own file says; `Fields` are those that it needs of a document, `Words` what a language adds. */
export interface TaskDefinition<Fields extends object, Words> extends Pick<BenchmarkTask, 'dataset'> {
  /** Name of the benchmark and of its folder: letters, digits, `_`, `-` and `.`. */
  readonly name: string;
  /** Its name as readers know it (default: the name). */
  readonly title?: string;
  /** The same where there is little room (default: the title). */
  readonly shortTitle?: string;
  /** Accuracy of guessing, 0..1 (default: not known, and not shown). */
  readonly chance?: number | null;
  /** What the task names begin with (default: the benchmark's name). */
  readonly prefix?: string;
  /** What each language adds to the prompts; the keys are the languages, in the group's order. */
  readonly words: Readonly<Record<string, Words>>;
  /** ISO 639-1 codes of the languages that the benchmark names otherwise (default: none). */
  readonly isoCodes?: BenchmarkTask['isoCodes'];
  /** Default: 1 in both variants. */
  readonly versions?: BenchmarkTask['versions'];
  /** Version of the group (default: `1.0`). */
  readonly groupVersion?: string;
  /** What stands between context and choice (default: a space in both variants). */
  readonly delimiters?: BenchmarkTask['delimiters'];
  /** The fields that are read; all others are kept as they are. */
  readonly fields: FieldsSchema<Fields>;
  /** The benchmark's own processing of a document; `null` leaves it out (default: none). */
  readonly process?: (fields: Fields, words: Words, variant: Variant) => Fields | null;
  /** Context and continuation of each choice, the delimiter left to the caller. */
  readonly choices: (fields: Fields, words: Words, variant: Variant) => readonly PromptRequest[];
  /** Index of the right choice. */
  readonly gold: (fields: Fields) => number;
  /** What lm-evaluation-harness writes as the target (default: the index of the right choice). */
  readonly target?: (fields: Fields) => string;
}

/** What names of benchmarks and languages may consist of, since files are called by them. */
const NAME = /^[A-Za-z0-9][\w.-]*$/;

/**
 * The benchmark that a definition describes.
 * @throws RangeError where a name could not be a file's, there is no language, or chance is not in 0..1.
 */
export function defineTask<Fields extends object, Words>({
  name,
  title = name,
  shortTitle = title,
  chance = null,
  prefix = name,
  dataset,
  words,
  isoCodes = {},
  versions = { current: 1, paper: 1 },
  groupVersion = '1.0',
  delimiters = { current: ' ', paper: ' ' },
  fields,
  process = (document) => document,
  choices,
  gold,
  target = (document) => String(gold(document)),
}: TaskDefinition<Fields, Words>): BenchmarkTask {
  const languages = Object.keys(words);
  checkFacts({ name, prefix, languages, chance });
  const read: BenchmarkTask['read'] = (row, { language, variant, place }) => {
    const own = words[language];
    if (own === undefined || !Object.hasOwn(words, language)) {
      throw new RangeError(`${name}: language must be one of ${languages.join(', ')}, got ${language}`);
    }
    const plain = plainRecord(row, place);
    const document = process(check(fields, plain, place), own, variant);
    if (document === null) return null;
    const requests = choices(document, own, variant).map(({ context, continuation }) => ({
      context,
      continuation: delimiters[variant] + continuation,
    }));
    // The row comes first, so that its fields keep their order: it decides the document's hash.
    const all = { ...plain, ...document };
    const form = formOf(plain);
    checkWritable(all, form, place);
    return {
      fields: all,
      ...(form === undefined ? {} : { form }),
      requests,
      gold: gold(document),
      target: target(document),
    };
  };
  return {
    ...{ name, title, shortTitle, chance, prefix, languages, isoCodes, dataset },
    ...{ versions, groupVersion, delimiters, read },
  };
}

/** @throws RangeError as `defineTask`. */
function checkFacts({
  name,
  prefix,
  languages,
  chance,
}: Pick<BenchmarkTask, 'name' | 'prefix' | 'languages' | 'chance'>): void {
  const wrong = [name, prefix, ...languages].find((word) => !NAME.test(word));
  if (wrong !== undefined) {
    throw new RangeError(
      `defineTask: names of a benchmark and its languages must be letters, digits, _, - and ., got ${quoteText(wrong)}`,
    );
  }
  if (languages.length === 0) {
    throw new RangeError(`defineTask: words of ${name} must have a language, got none`);
  }
  if (chance !== null && !(chance >= 0 && chance <= 1)) {
    throw new RangeError(`defineTask: chance of ${name} must be in 0..1, got ${chance}`);
  }
}

/** A row with its 64-bit integers as numbers where that loses nothing. */
function plainRecord(row: unknown, place: string): BenchmarkDocument['fields'] {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new Error(`${place}: a document must be an object with fields, got ${describe(row)}`);
  }
  const record = Object.fromEntries(
    Object.entries(row).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value,
    ]),
  );
  return withForm(record, formOf(row));
}

/** @throws Error with the place where the document could not be written once all is scored. */
function checkWritable(
  fields: BenchmarkDocument['fields'],
  form: BenchmarkDocument['form'],
  place: string,
): void {
  try {
    pythonJson(fields, { form });
  } catch (cause) {
    throw new Error(
      `${place}: a document must be plain data, got ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
}

function check<Fields>(fields: FieldsSchema<Fields>, row: unknown, place: string): Fields {
  const checked = fields.safeParse(row);
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  throw new Error(`${place}: the fields must be the benchmark's, got ${faults.join('; ')}`, {
    cause: checked.error,
  });
}

function describe(row: unknown): string {
  if (row === null) return 'null';
  return Array.isArray(row) ? 'a list' : typeof row;
}
