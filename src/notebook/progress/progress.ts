import { type ProgressBarOptions, progressBar } from './progress-bar.js';

/** What is shown of work that goes through items one by one. */
export interface ProgressOptions extends ProgressBarOptions {
  /** What is being done (default: `items`, the unit). */
  readonly label?: string | undefined;
  /** Items in all (default: what an array, set or map has; unknown for anything else). */
  readonly total?: number | undefined;
  /** What is counted, in the plural (default: `items`). */
  readonly unit?: string | undefined;
}

/**
 * Goes through items with a bar that follows: `for await (const language of progress(languages, { label: 'tuning' }))`.
 * In a notebook it is drawn in place, on a terminal in its line, in a log as lines; the line of the end stays, with the
 * time and the pace. A bar within a bar is a line of its own below it. An item counts when the next one is asked for.
 * @param items anything that can be iterated, or a task: an async iterable such as a stream.
 * @throws TypeError where items cannot be iterated; RangeError where total is not a number from 0.
 */
export function progress<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  { label, total, unit = 'items', ...where }: ProgressOptions = {},
): AsyncIterableIterator<Item> {
  if (!isIterable(items)) {
    throw new TypeError(`progress: items must be iterable, got ${items === null ? 'null' : typeof items}`);
  }
  if (total !== undefined && !(total >= 0 && total < Infinity)) {
    throw new RangeError(`progress: total must be a number from 0, got ${total}`);
  }
  return follow(items, { label: label ?? unit, total: total ?? sizeOf(items), unit, where });
}

async function* follow<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  {
    label,
    total,
    unit,
    where,
  }: { label: string; total: number | null; unit: string; where: ProgressBarOptions },
): AsyncGenerator<Item, void, undefined> {
  const bar = progressBar(where);
  let done = 0;
  const report = () => bar.report({ label, done, total, unit });
  try {
    report();
    for await (const item of items) {
      yield item;
      done += 1;
      report();
    }
  } finally {
    bar.end();
  }
}

function isIterable(items: unknown): boolean {
  if (items === null || items === undefined) return false;
  const { [Symbol.iterator]: each, [Symbol.asyncIterator]: later } = items as Partial<
    Iterable<unknown> & AsyncIterable<unknown>
  >;
  return typeof each === 'function' || typeof later === 'function';
}

function sizeOf(items: unknown): number | null {
  if (typeof items === 'string') return null;
  const { length, size } = items as { length?: unknown; size?: unknown };
  return [length, size].find((count) => typeof count === 'number') ?? null;
}
