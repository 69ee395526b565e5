/** What JavaScript's values do not say of a record that Python would have read: which numbers are floats, which texts bytes. */

/**
 * Form of a value: a float, bytes, a list of values of one form, or the forms of a record's fields; what has none is
 * plain.
 */
export type PythonForm =
  | 'float'
  | 'bytes'
  | { readonly items: PythonForm }
  | { readonly fields: Readonly<Record<string, PythonForm>> };

/** How to write. */
export interface PythonJsonOptions {
  /** Form of the value (default: plain). */
  readonly form?: PythonForm | undefined;
  /** Spaces a level, every value on a line of its own (default: no space at all). */
  readonly indent?: number | undefined;
}

const FORM = Symbol('lingtune.pythonForm');

/** Marks a record with its form, which no loop over its fields sees. */
export function withForm<Value extends object>(record: Value, form: PythonForm | undefined): Value {
  return form === undefined ? record : Object.defineProperty(record, FORM, { value: form });
}

/** The form that `withForm` marked a record with. */
export function formOf(record: object): PythonForm | undefined {
  return (record as { [FORM]?: PythonForm })[FORM];
}

/**
 * A value as Python's `json.dumps(value, indent=…, ensure_ascii=False, default=str)` writes it.
 * @throws TypeError where a value is neither plain data nor bytes, or holds itself.
 */
export function pythonJson(value: unknown, { form, indent }: PythonJsonOptions = {}): string {
  return write(value, form, { indent, depth: 0 });
}

interface Level {
  readonly indent: number | undefined;
  readonly depth: number;
}

/** Deeper records are not data, but hold themselves. */
const MAX_DEPTH = 500;

function write(value: unknown, form: PythonForm | undefined, level: Level): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string')
    return JSON.stringify(form === 'bytes' ? pythonBytes(Buffer.from(value)) : value);
  if (typeof value === 'number') return numberText(value, form === 'float');
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) return JSON.stringify(pythonBytes(value));
  if (typeof value !== 'object')
    throw new TypeError(`pythonJson: values must be plain data, got a ${typeof value}`);
  if (level.depth > MAX_DEPTH)
    throw new TypeError(`pythonJson: values must be at most ${MAX_DEPTH} deep, got more`);
  const inner = { ...level, depth: level.depth + 1 };
  if (Array.isArray(value)) {
    const items = typeof form === 'object' && 'items' in form ? form.items : undefined;
    return enclose(
      '[',
      value.map((item) => write(item, items, inner)),
      ']',
      level,
    );
  }
  const fields = typeof form === 'object' && 'fields' in form ? form.fields : {};
  const colon = level.indent === undefined ? ':' : ': ';
  const members = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(
      ([name, field]) =>
        JSON.stringify(name) +
        colon +
        write(field, Object.hasOwn(fields, name) ? fields[name] : undefined, inner),
    );
  return enclose('{', members, '}', level);
}

function enclose(open: string, parts: readonly string[], close: string, { indent, depth }: Level): string {
  if (indent === undefined || parts.length === 0) return open + parts.join(',') + close;
  const line = `\n${' '.repeat(indent * depth)}`;
  const innerLine = line + ' '.repeat(indent);
  return open + innerLine + parts.join(`,${innerLine}`) + line + close;
}

function numberText(value: number, isFloat: boolean): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return isFloat ? finiteFloat(value) : JSON.stringify(value);
}

/** `repr(value)` of Python's bytes: `b'…'`, in double quotes where that saves escapes. */
export function pythonBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const text = Array.from(bytes, (byte) => {
    const sign = String.fromCharCode(byte);
    if (sign === '\\' || sign === quote) return `\\${sign}`;
    const escaped = ESCAPES[sign];
    if (escaped !== undefined) return escaped;
    return byte >= 0x20 && byte < 0x7f ? sign : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `b${quote}${text.join('')}${quote}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** `repr(value)` of a finite float: always with a point or an exponent, which has two digits and starts at 1e16 and 1e-5. */
export function finiteFloat(value: number): string {
  const [mantissa = '', exponentText = ''] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}
