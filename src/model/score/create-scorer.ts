import { setImmediate } from 'node:timers/promises';
import { freeMemory } from '../../backend/free-memory.js';
import type { Scorer, ScoringTokenizer } from '../../records/scorer.js';
import type { SequenceGroup, SequenceScore } from '../../records/sequences.js';
import type { ModelConfig } from '../families/families.js';
import type { LanguageModel } from '../language-model.js';
import { scoreCausal } from './score-causal.js';
import { scoreSeq2Seq } from './score-seq2seq.js';

/** Measured fastest on 2 cores, by a little; larger batches only take more memory (bench/evaluation.ts). */
const LARGEST = 1024;
const SMALLEST = 64;
/** Activations of a token that are alive at once, in widths of the model: the feed-forward layer's four and its copies. */
const WIDTHS = 24;
const FLOAT_BYTES = 4;

/**
 * Makes a model answer an evaluation.
 * Scores are exact, so that neither the batches' size nor the order of the groups changes them beyond rounding.
 * Its `score` throws a RangeError where a token is none of the model's.
 * @param identity what decides the scores beside the sequences: model, adapter, precision.
 */
export function createScorer(model: LanguageModel, tokenizer: ScoringTokenizer, identity: string): Scorer {
  return {
    kind: model.kind,
    tokenizer,
    maxLength: model.config.maxLength,
    identity,
    async score(groups, { signal, onProgress, onScored }) {
      checkIds(groups, model.vocabularySize);
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

/** Some backends give any number for a row that is not there. */
function checkIds(groups: readonly SequenceGroup[], vocabularySize: number): void {
  for (const { sequences } of groups) {
    for (const { context, continuation } of sequences) {
      const wrong = [...context, ...continuation].find((id) => !(id >= 0 && id < vocabularySize));
      if (wrong === undefined) continue;
      throw new RangeError(
        `createScorer: tokens must be among the model's ${vocabularySize}, got ${wrong}: the tokenizer has more than the model`,
      );
    }
  }
}

/**
 * Tokens of a batch that fit into half of the free memory.
 * @param freeBytes what may still be taken once the weights are loaded.
 * @returns tokens, 64..1024.
 */
function tokenBudget({ width, heads }: Pick<ModelConfig, 'width' | 'heads'>, freeBytes: number): number {
  // In the worst case a batch is one row, and each token has a score for each token in each head, three times over.
  const bytes = (tokens: number) => tokens * FLOAT_BYTES * (WIDTHS * width + 3 * heads * tokens);
  let budget = LARGEST;
  while (budget > SMALLEST && bytes(budget) > freeBytes / 2) budget /= 2;
  return budget;
}
