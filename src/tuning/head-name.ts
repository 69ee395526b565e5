import type { ModelConfig } from '../model/config/model-config.js';
import type { Weights } from '../model/weights.js';

/** Names of the vocabulary's vectors. */
const EMBEDDINGS = {
  bloom: 'transformer.word_embeddings.weight',
  gpt2: 'transformer.wte.weight',
  t5: 'shared.weight',
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
