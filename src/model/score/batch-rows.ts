/**
 * Gathers rows of like length into batches: sorted from the longest to the shortest, so that little is padded and
 * memory is at its peak with the first batch.
 * @param lengths tokens of each row.
 * @param tokenBudget most tokens of a batch, padding included; a longer row is a batch of its own.
 * @param mostRows most rows of a batch, at least 1 (default: no bound but the budget).
 * @returns indices of the rows, batch by batch; rows of equal length stay in their order.
 */
export function batchRows(
  lengths: readonly number[],
  tokenBudget: number,
  mostRows: number = Number.POSITIVE_INFINITY,
): number[][] {
  const byLength = lengths
    .map((length, index) => ({ length, index }))
    .sort((a, b) => b.length - a.length || a.index - b.index);
  const batches: number[][] = [];
  let batch: number[] = [];
  let longest = 0;
  for (const { length, index } of byLength) {
    const isFull = batch.length === mostRows || (batch.length + 1) * longest > tokenBudget;
    if (batch.length > 0 && isFull) {
      batches.push(batch);
      batch = [];
    }
    if (batch.length === 0) longest = length;
    batch.push(index);
  }
  return batch.length === 0 ? batches : [...batches, batch];
}
