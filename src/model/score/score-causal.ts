import type { SequenceGroup } from '../../records/sequences.js';
import type { CausalModel } from '../language-model.js';
import { batchRows } from './batch-rows.js';
import { planRows } from './plan-row.js';
import { type ScoreOptions, scoreRows } from './score-rows.js';
import { sumScores } from './sum-scores.js';

/**
 * Scores groups of sequences with a causal model: one row a group, its shared beginning computed once, rows of like
 * length together, the vocabulary's scores at the scored tokens only.
 * @throws the signal's reason where it is aborted; groups that were reported by then are finished.
 */
export async function scoreCausal(
  model: CausalModel,
  groups: readonly SequenceGroup[],
  { tokenBudget, onScored, pause }: ScoreOptions,
): Promise<void> {
  const rows = groups.flatMap((group, index) =>
    planRows(group, tokenBudget).map((row) => ({ ...row, group: index })),
  );
  const sums = sumScores(groups, onScored);
  for (const batch of batchRows(
    rows.map(({ ids }) => ids.length),
    tokenBudget,
  )) {
    await pause();
    const chosen = batch.flatMap((index) => rows[index] ?? []);
    for (const [place, scores] of scoreRows(model, chosen, model.hidden).entries()) {
      const row = chosen[place];
      if (row !== undefined) sums.add(row.group, row.targets, scores);
    }
  }
}
