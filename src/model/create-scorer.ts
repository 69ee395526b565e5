import { setImmediate } from 'node:timers/promises';
import type { Scorer, ScoringTokenizer } from '../util/scorer.js';
import type { SequenceScore } from '../util/sequences.js';
import { freeMemory } from './backend/free-memory.js';
import type { LanguageModel } from './language-model.js';
import { scoreCausal } from './score/score-causal.js';
import { scoreSeq2Seq } from './score/score-seq2seq.js';
import { tokenBudget } from './score/token-budget.js';

/**
 * Makes a model answer an evaluation.
 * Scores are exact, so that neither the batches' size nor the order of the groups changes them beyond rounding.
 * @param identity what decides the scores beside the sequences: model, adapter, precision.
 */
export function createScorer(model: LanguageModel, tokenizer: ScoringTokenizer, identity: string): Scorer {
  return {
    kind: model.kind,
    tokenizer,
    maxLength: model.config.maxLength,
    identity,
    async score(groups, { signal, onProgress, onScored }) {
      let done = 0;
      const options = {
        tokenBudget: tokenBudget(model.config, freeMemory()),
        onScored: (index: number, scores: readonly SequenceScore[]) => {
          done += 1;
          onScored(index, scores);
          onProgress?.({ label: 'score', done, total: groups.length, unit: 'documents' });
        },
        pause: async () => {
          await setImmediate();
          signal?.throwIfAborted();
        },
      };
      if (model.kind === 'causal') await scoreCausal(model, groups, options);
      else await scoreSeq2Seq(model, groups, options);
    },
  };
}
