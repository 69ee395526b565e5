/** Numbers in −1..1 without a pattern. */
export function matrix(rows: number, columns: number, seed: number): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => Math.sin(seed + row * 7.3 + (row + column) ** 2)),
  );
}
