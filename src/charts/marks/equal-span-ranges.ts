/**
 * One axis range a panel, all of the same length, each centred on its panel's values: a step of one point then looks the
 * same everywhere, though the levels differ.
 * @param panels values that each panel must show.
 * The padding is free space on either side, as a share of the widest panel's spread (default 0.08).
 * @throws RangeError where there is no panel, or one holds no value or one that is not finite.
 */
export function equalSpanRanges(
  panels: readonly (readonly number[])[],
  { padding = 0.08 }: { padding?: number } = {},
): [number, number][] {
  if (panels.length === 0) throw new RangeError('equalSpanRanges: panels must not be empty');
  const ends = panels.map((values, index) => {
    const low = Math.min(...values);
    const high = Math.max(...values);
    if (!Number.isFinite(high - low)) {
      throw new RangeError(`equalSpanRanges: panels[${index}] must hold finite values, got [${values}]`);
    }
    return { centre: (low + high) / 2, spread: high - low };
  });
  // A single value has no spread; one point around it keeps the axis readable.
  const widest = Math.max(...ends.map((end) => end.spread)) || 1;
  const half = (widest * (1 + 2 * padding)) / 2;
  return ends.map(({ centre }) => [centre - half, centre + half]);
}
