/** Values of Parquet's types as texts that Python's `str` gives of them: what a data set's documents hold. */

/** What a moment is counted in. */
export type TimeUnit = 'MILLIS' | 'MICROS' | 'NANOS';

const NANOS_PER: Readonly<Record<TimeUnit, bigint>> = { MILLIS: 1_000_000n, MICROS: 1_000n, NANOS: 1n };
const [SECOND, DAY] = [1_000_000_000n, 86_400];

/**
 * `str(datetime.date)`: `2024-02-29`.
 * @param days since 1970-01-01.
 * @throws RangeError for a year that Python's dates do not have.
 */
export function pythonDate(days: number): string {
  const date = new Date(days * DAY * 1000);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999))
    throw new RangeError(`a date must be of the years 1..9999, got day ${days}`);
  return date.toISOString().slice(0, 10);
}

/**
 * `str(datetime.datetime)`, of nanoseconds that of pandas: `2024-02-29 01:02:03.000004+00:00`.
 * @param count units since 1970-01-01.
 * @throws RangeError for a year that Python's dates do not have.
 */
export function pythonMoment(count: bigint, { unit, isUtc }: { unit: TimeUnit; isUtc: boolean }): string {
  const nanos = count * NANOS_PER[unit];
  const rest = ((nanos % SECOND) + SECOND) % SECOND;
  const seconds = Number((nanos - rest) / SECOND);
  const days = Math.floor(seconds / DAY);
  return `${pythonDate(days)} ${clock(seconds - days * DAY)}${fraction(rest)}${isUtc ? '+00:00' : ''}`;
}

/** `str(datetime.time)`: `01:02:03.500000`. */
export function pythonTime(count: bigint, unit: TimeUnit): string {
  const nanos = count * NANOS_PER[unit];
  return clock(Number(nanos / SECOND)) + fraction(nanos % SECOND);
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function fraction(nanos: bigint): string {
  if (nanos === 0n) return '';
  const digits = String(nanos).padStart(9, '0');
  return `.${digits.endsWith('000') ? digits.slice(0, 6) : digits}`;
}

/** `str(decimal.Decimal)` of `unscaled` · 10^−`scale`. */
export function pythonDecimal(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = String(unscaled < 0n ? -unscaled : unscaled);
  // Python's rule, of `Decimal.__str__`: the place of the point before which an exponent is written.
  const left = digits.length - scale;
  if (scale === 0) return sign + digits;
  if (scale > 0 && left > -6) {
    return left > 0
      ? `${sign}${digits.slice(0, left)}.${digits.slice(left)}`
      : `${sign}0.${'0'.repeat(-left)}${digits}`;
  }
  const exponent = left - 1;
  const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
  return `${sign}${mantissa}E${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

/** A whole number from its bytes, the highest first, in two's complement. */
export function wholeNumber(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}
