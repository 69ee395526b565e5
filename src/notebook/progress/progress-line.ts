import { escapeUnprintable } from '../../base/printable.js';
import type { ProgressReport } from '../../records/long-work.js';

/** Cells of the bar where nothing else is asked for. */
export const BAR_CELLS = 24;
/** Seconds of work below which its pace is chance. */
const SHORTEST = 0.1;
/** Eighths of a cell, from left to right. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const SECONDS_A_MINUTE = 60;
const MINUTES_AN_HOUR = 60;
const UNITS_OF_BYTES = ['B', 'kB', 'MB', 'GB', 'TB'];

/**
 * One line on how far work has come: its label, a bar, how much is done, the pace and the time left.
 * @param report the newest report.
 * @param seconds since the work began.
 * @param width cells of the bar, from 0, where there is none.
 * @returns for example `xcopa_et ████▌        1,024 of 2,200 requests · 71 a second · 16 s left`; a note stands in
 * place of the pace, at the end.
 */
export function progressLine(
  { label, done, total, unit, from = 0, note }: ProgressReport,
  seconds: number,
  width: number = BAR_CELLS,
): string {
  const pace = done > from && seconds >= SHORTEST ? (done - from) / seconds : null;
  const parts = [
    total === null ? amount(done, unit) : amount(done, unit, total),
    ...(pace === null || note !== undefined ? [] : [`${amountOnly(pace, unit)} a second`]),
    ...(pace === null || total === null ? [] : [`${duration((total - done) / pace)} left`]),
    ...(note === undefined ? [] : [note]),
  ];
  const bar = total === null || width === 0 ? '' : `${drawBar(done / Math.max(total, 1), width)} `;
  return escapeUnprintable(`${label} ${bar}${parts.join(' · ')}`);
}

/**
 * The line that stays when work has ended.
 * @returns for example `xcopa_et: 2,200 requests in 31 s (71 a second)`, and the note.
 */
export function lastLine(
  { label, done, total, unit, from = 0, note }: ProgressReport,
  seconds: number,
): string {
  const isCut = total !== null && done < total;
  const pace = amountOnly((done - from) / Math.max(seconds, Number.EPSILON), unit);
  const said = note === undefined ? '' : ` · ${note}`;
  const what = amount(done, unit, isCut ? total : null);
  return escapeUnprintable(`${label}: ${what} in ${duration(seconds)} (${pace} a second)${said}`);
}

function drawBar(share: number, width: number): string {
  const eighths = Math.round(Math.min(Math.max(share, 0), 1) * width * EIGHTHS.length);
  const full = Math.floor(eighths / EIGHTHS.length);
  return `${'█'.repeat(full)}${EIGHTHS[eighths % EIGHTHS.length]}`.padEnd(width);
}

function amount(done: number, unit: string, total: number | null = null): string {
  const of = total === null ? '' : ` of ${amountOnly(total, unit)}`;
  return `${amountOnly(done, unit)}${of}${unit === 'bytes' ? '' : ` ${unit}`}`;
}

function amountOnly(value: number, unit: string): string {
  if (unit === 'bytes') return bytes(value);
  return value.toLocaleString(
    'en',
    value < 100 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 },
  );
}

function bytes(value: number): string {
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), UNITS_OF_BYTES.length - 1);
  return `${(value / 1000 ** power).toLocaleString('en', { maximumSignificantDigits: 3 })} ${UNITS_OF_BYTES[power]}`;
}

/** Seconds in words: `0.4 s`, `16 s`, `3 min 5 s`, `2 h 10 min`. */
function duration(seconds: number): string {
  if (seconds < 9.95) return `${Math.max(seconds, 0).toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < SECONDS_A_MINUTE) return `${whole} s`;
  const minutes = Math.floor(whole / SECONDS_A_MINUTE);
  if (minutes < MINUTES_AN_HOUR) return `${minutes} min ${whole % SECONDS_A_MINUTE} s`;
  return `${Math.floor(minutes / MINUTES_AN_HOUR)} h ${minutes % MINUTES_AN_HOUR} min`;
}
