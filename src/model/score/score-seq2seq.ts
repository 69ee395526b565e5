import type { SequenceGroup } from '../../records/sequences.js';
import type { Seq2SeqModel } from '../language-model.js';
import { batchRows } from './batch-rows.js';
import { encodeSources, selectSources } from './encode-sources.js';
import { type PlannedSource, planSources } from './plan-sources.js';
import { type ScoreOptions, scoreRows } from './score-rows.js';
import { type ScoreSums, sumScores } from './sum-scores.js';

/** Batches of sources whose states are held at once: enough that the decoder's rows find others of like length. */
const BATCHES_HELD = 8;
/** Source tokens for each token of the decoder's budget: their keys and values take so much less than a token read. */
const SOURCE_SHARE = 4;

/**
 * Scores groups of sequences with an encoder-decoder model: the encoder once for each distinct context, in the decoder
 * one row for the continuations of a group that share one, sources and rows of like length together, the vocabulary's
 * scores at the scored tokens only.
 * @throws RangeError where a sequence has an empty context or continuation; what `pause` throws: groups that were
 * reported by then are finished, and nothing stays in memory.
 */
export async function scoreSeq2Seq(
  model: Seq2SeqModel,
  groups: readonly SequenceGroup[],
  { tokenBudget, onScored, pause }: ScoreOptions,
): Promise<void> {
  const sources = planSources(groups, model.decoderStartId, tokenBudget);
  const sums = sumScores(groups, onScored);
  const lengths = sources.map(({ ids }) => ids.length);
  for (const held of batchRows(lengths, BATCHES_HELD * tokenBudget)) {
    const chosen = held.flatMap((index) => sources[index] ?? []);
    await scoreHeld(model, chosen, sums, { tokenBudget, pause });
  }
}

/** Scores the rows of some sources while their states are held. */
async function scoreHeld(
  model: Seq2SeqModel,
  sources: readonly PlannedSource[],
  sums: ScoreSums,
  { tokenBudget, pause }: Pick<ScoreOptions, 'tokenBudget' | 'pause'>,
): Promise<void> {
  const contexts = sources.map(({ ids }) => ids);
  const encoded = await encodeSources(model, contexts, { tokenBudget, pause });
  try {
    const rows = sources.flatMap((source, index) => source.rows.map((row) => ({ ...row, source: index })));
    const longest = Math.max(...contexts.map(({ length }) => length));
    const mostRows = Math.max(1, Math.floor((SOURCE_SHARE * tokenBudget) / longest));
    for (const batch of batchRows(
      rows.map(({ ids }) => ids.length),
      tokenBudget,
      mostRows,
    )) {
      await pause();
      const chosen = batch.flatMap((index) => rows[index] ?? []);
      const ofRows = chosen.map(({ source }) => source);
      const scores = scoreRows(model, chosen, (tensors) =>
        model.decode(tensors, selectSources(encoded, ofRows)),
      );
      for (const [place, { group, targets }] of chosen.entries())
        sums.add(group, targets, scores[place] ?? []);
    }
  } finally {
    encoded.states.dispose();
  }
}
