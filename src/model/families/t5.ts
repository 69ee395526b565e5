/** T5, T5 1.1 and mT5: what there is to know of them beside their forward passes. */
import type { BatchSize, BlockMemory, BlockOptions } from './block-memory.js';
import type { Seq2SeqFacts, WeightShape } from './family.js';
import { readT5Config, type T5Config } from './t5-config.js';
import { embeddingWeight, vectorWeight, vocabularyWeights } from './weight-parts.js';

/** T5. */
export const t5: Seq2SeqFacts<T5Config> = {
  kind: 'seq2seq',
  modelTypes: ['t5', 'mt5'],
  refusedTypes: { umt5: 'whose every layer has relative positions of its own' },
  tokenizerClass: 'T5Tokenizer',
  embeddings: 'shared',
  head: 'lm_head',
  targets: ['q', 'v'],
  readConfig: readT5Config,
  weights,
  longestRow: () => Infinity,
  decoderStartId: ({ decoderStartId }) => decoderStartId,
  blockMemory,
};

const STACKS = ['encoder', 'decoder'] as const;
/** One of the two parts of a model. */
export type Stack = (typeof STACKS)[number];

/** The weights of the buckets, [buckets, heads]: the first layer of a stack has them, all its layers use them. */
export function biasWeights(stack: Stack): string {
  return `${stack}.block.0.layer.0.SelfAttention.relative_attention_bias`;
}

function weights(config: T5Config): WeightShape[] {
  const { width, heads, headSize, innerWidth, gated, relativeBuckets: buckets } = config;
  const linear = (name: string, output: number, input: number): WeightShape => ({
    name: `${name}.weight`,
    shape: [output, input],
    kind: 'linear',
  });
  const norm = (name: string) => vectorWeight(`${name}.weight`, width);
  const attentionPart = (part: string, name: string) => [
    norm(`${part}.layer_norm`),
    ...['q', 'k', 'v'].map((projection) => linear(`${part}.${name}.${projection}`, heads * headSize, width)),
    linear(`${part}.${name}.o`, width, heads * headSize),
  ];
  const feedForwardPart = (part: string) => [
    norm(`${part}.layer_norm`),
    ...(gated ? ['wi_0', 'wi_1'] : ['wi']).map((name) =>
      linear(`${part}.DenseReluDense.${name}`, innerWidth, width),
    ),
    linear(`${part}.DenseReluDense.wo`, width, innerWidth),
  ];
  const blocks = (stack: Stack, layers: number) =>
    Array.from({ length: layers }, (_, layer) => `${stack}.block.${layer}.layer`);
  const { embeddings, head } = vocabularyWeights(t5, config);
  return [
    { ...embeddings, aliases: STACKS.map((stack) => `${stack}.embed_tokens.weight`) },
    ...STACKS.map((stack) => embeddingWeight(biasWeights(stack), buckets, heads)),
    ...blocks('encoder', config.encoderLayers).flatMap((block) => [
      ...attentionPart(`${block}.0`, 'SelfAttention'),
      ...feedForwardPart(`${block}.1`),
    ]),
    norm('encoder.final_layer_norm'),
    ...blocks('decoder', config.decoderLayers).flatMap((block) => [
      ...attentionPart(`${block}.0`, 'SelfAttention'),
      ...attentionPart(`${block}.1`, 'EncDecAttention'),
      ...feedForwardPart(`${block}.2`),
    ]),
    norm('decoder.final_layer_norm'),
    head,
  ];
}

/** T5 is counted with dropout and gated, as mT5 is; without, it keeps less. */
function blockMemory(
  config: T5Config,
  { rows, time, sourceTime }: BatchSize,
  { isTrained }: BlockOptions,
): BlockMemory[] {
  const { encoderLayers, decoderLayers, width, heads, headSize, innerWidth } = config;
  const size = heads * headSize;
  // What is normalised, what a part gives and its dropout mask; trained, the input of the first layer too.
  const partWidths = (isTrained ? 4 : 3) * width;
  // Query, key and value before and after they are cut into heads, and what the heads give.
  const self = (tokens: number) => rows * tokens * (partWidths + 7 * size + 2 * heads * tokens);
  const cross = rows * (time * (partWidths + 3 * size + 2 * heads * sourceTime) + sourceTime * 4 * size);
  // Both projections, the activation, the product and its dropout mask; trained, what is dropped too.
  const feedForward = (tokens: number) => rows * tokens * (partWidths + (isTrained ? 6 : 5) * innerWidth);
  return [
    {
      count: encoderLayers,
      input: rows * sourceTime * width,
      kept: self(sourceTime) + feedForward(sourceTime),
    },
    { count: decoderLayers, input: rows * time * width, kept: self(time) + cross + feedForward(time) },
  ];
}
