/** Place of one panel, in fractions of the drawing area. */
export interface PanelPlace {
  readonly x: readonly [number, number];
  /** Upwards: `[bottom, top]`. */
  readonly y: readonly [number, number];
  /** Whether no panel stands under it. */
  readonly lowest: boolean;
  /** Whether no panel stands to its left. */
  readonly leftmost: boolean;
}

/** Shape of a grid of panels. */
export interface PanelGridOptions {
  /** Panels in a full row (default 3). */
  columns?: number;
  /** Space between columns, in panel widths (default 0.3). */
  gapX?: number;
  /** Space between rows, in panel heights (default 0.25). */
  gapY?: number;
}

/**
 * Places of panels in rows from the top left.
 * @param count number of panels, an integer from 1.
 * @throws RangeError where count or columns is not an integer from 1.
 */
export function panelGrid(
  count: number,
  { columns = 3, gapX = 0.3, gapY = 0.25 }: PanelGridOptions = {},
): PanelPlace[] {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`panelGrid: count must be an integer from 1, got ${count}`);
  }
  if (!(Number.isInteger(columns) && columns >= 1)) {
    throw new RangeError(`panelGrid: columns must be an integer from 1, got ${columns}`);
  }
  const across = Math.min(count, columns);
  const down = Math.ceil(count / across);
  const width = 1 / (across + gapX * (across - 1));
  const height = 1 / (down + gapY * (down - 1));
  return Array.from({ length: count }, (_, index) => {
    const left = (index % across) * width * (1 + gapX);
    const bottom = (down - 1 - Math.floor(index / across)) * height * (1 + gapY);
    return {
      x: [left, left + width],
      y: [bottom, bottom + height],
      lowest: index + across >= count,
      leftmost: index % across === 0,
    };
  });
}

/** Name of a panel's axis in a trace (`x2`) or, with `axis` after the letter, in the layout (`xaxis2`). */
export function axisName(letter: 'x' | 'y' | 'xaxis' | 'yaxis', index: number): string {
  return index === 0 ? letter : `${letter}${index + 1}`;
}
