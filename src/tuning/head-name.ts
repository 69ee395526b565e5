import type { ModelConfig } from '../model/config/model-config.js';

/** Names of the weights that scores of the vocabulary are made with: the embeddings, but for T5's head of its own. */
const HEADS = {
  bloom: 'transformer.word_embeddings.weight',
  gpt2: 'transformer.wte.weight',
  t5: 'lm_head.weight',
} as const;

/** Name of the weight, [vocabulary, width], that a model's last hidden states are multiplied with. */
export function headName({ kind }: ModelConfig): string {
  return HEADS[kind];
}
