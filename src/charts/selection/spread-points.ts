/** A point of a drawing. */
export type DrawnPoint = {
  readonly x: number;
  readonly y: number;
};

/** Rounds of pushing: enough for some twenty points in one place. */
const ROUNDS = 200;
/** The golden angle: points at one place are sent in directions that never repeat. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * Moves points apart that lie nearer to each other than their marks are wide; the others stay where they are.
 * @param width of a mark along x and y, above 0, in the units of the axes.
 * @returns points in the same order, each pair a mark's width apart but for the last rounds' remainder.
 * @throws RangeError where a width is not above 0.
 */
export function spreadPoints(points: readonly DrawnPoint[], width: DrawnPoint): DrawnPoint[] {
  if (!(width.x > 0 && width.y > 0)) {
    throw new RangeError(`spreadPoints: width must be above 0 in x and y, got ${width.x} and ${width.y}`);
  }
  // In widths of a mark, so that marks are circles of diameter 1.
  const xs = points.map((point) => point.x / width.x);
  const ys = points.map((point) => point.y / width.y);
  for (let round = 0; round < ROUNDS; round++) {
    if (!pushApart(xs, ys)) break;
  }
  return points.map((_, index) => ({ x: (xs[index] ?? NaN) * width.x, y: (ys[index] ?? NaN) * width.y }));
}

/** Moves both points of each pair that is too near by half of what is missing; says whether any was. */
function pushApart(xs: number[], ys: number[]): boolean {
  let moved = false;
  for (let i = 0; i < xs.length; i++) {
    for (let j = i + 1; j < xs.length; j++) {
      const [dx, dy] = [(xs[j] as number) - (xs[i] as number), (ys[j] as number) - (ys[i] as number)];
      const distance = Math.hypot(dx, dy);
      if (distance >= 1) continue;
      const angle = distance === 0 ? j * GOLDEN_ANGLE : Math.atan2(dy, dx);
      const [stepX, stepY] = [(Math.cos(angle) * (1 - distance)) / 2, (Math.sin(angle) * (1 - distance)) / 2];
      xs[i] = (xs[i] as number) - stepX;
      ys[i] = (ys[i] as number) - stepY;
      xs[j] = (xs[j] as number) + stepX;
      ys[j] = (ys[j] as number) + stepY;
      moved = true;
    }
  }
  return moved;
}
