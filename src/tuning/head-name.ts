import { BLOOM_EMBEDDING } from '../model/bloom.js';
import type { ModelConfig } from '../model/config/model-config.js';
import { GPT2_EMBEDDING } from '../model/gpt2.js';
import { T5_EMBEDDING } from '../model/t5.js';
import type { Weights } from '../model/weights.js';

/** Names of the vocabulary's vectors. */
const EMBEDDINGS = {
  bloom: `${BLOOM_EMBEDDING}.weight`,
  gpt2: `${GPT2_EMBEDDING}.weight`,
  t5: `${T5_EMBEDDING}.weight`,
} as const;

/** The weight of a head of its own, which only T5 may have. */
const HEAD = 'lm_head.weight';

/**
 * Name of the weight, [vocabulary, width], that a model's last hidden states are multiplied with: its head's, or its
 * embeddings' where it has no head, or one that is the embeddings' tensor under another name.
 */
export function headName({ kind }: ModelConfig, weights: Weights): string {
  const embeddings = EMBEDDINGS[kind];
  const head = weights.get(HEAD);
  return head === undefined || head === weights.get(embeddings) ? embeddings : HEAD;
}
