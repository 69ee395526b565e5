import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bloom } from '../../../src/model/families/bloom.js';
import { t5 } from '../../../src/model/families/t5.js';
import { createAdapter } from '../../../src/model/lora/create-adapter.js';
import { checkMemory, estimateMemory } from '../../../src/tuning/memory/memory-estimate.js';
import { assertClose } from '../../close.js';
import { configSource } from '../../model/families/config-source.js';

const tiny = bloom.readConfig(
  { vocab_size: 10, hidden_size: 4, n_head: 2, n_layer: 2 },
  configSource('bloom', 8),
);
/** Embedding 40, norms at its either end, and in each layer two norms, attention 60 + 20, feed-forward 80 + 68. */
const WEIGHTS = 40 + 2 * 8 + 2 * (2 * 8 + 60 + 20 + 80 + 68);
/** The largest of them, from 4 to 16. */
const LARGEST = 64;
const batch = { rows: 2, time: 3, sourceTime: 0, learnt: 5 };
const LOGITS = 3 * 5 * 10;
/** Weights of linear layers, without biases, and the head. */
const TURNED = 2 * (48 + 16 + 64 + 64) + 40;
/** [1, 4] and [12, 1] in either layer. */
const adapter = createAdapter(tiny, { rank: 1 });
const ADAPTER = 2 * 16;
/** What a block keeps, as `blockMemory` has it, and an adapter in it for six tokens: 3 × 4 of its input, 1 inside. */
const FROZEN = 348;
const TRAINED = 756;
const ADAPTED = FROZEN + 6 * (3 * 4 + 1);

for (const [name, options, lasting, passing] of [
  ['weights, an adapter, and what is kept', { adapter }, WEIGHTS + 7 * ADAPTER, LOGITS + 3 * ADAPTED],
  [
    'nothing dropped of an adapter’s input where it drops none',
    { adapter: createAdapter(tiny, { rank: 1, dropout: 0 }) },
    WEIGHTS + 7 * ADAPTER,
    LOGITS + 3 * (FROZEN + 6 * (4 + 1)),
  ],
  [
    'inputs of blocks and one block twice with gradient checkpointing',
    { adapter, gradientCheckpointing: true },
    WEIGHTS + 7 * ADAPTER,
    LOGITS + 2 * 24 + 2 * ADAPTED,
  ],
  [
    'weights that are kept turned too, and less of blocks, where there are operations of our own',
    { adapter, isFused: true },
    WEIGHTS + TURNED + 7 * ADAPTER,
    LOGITS + 3 * (FROZEN - 6 * (12 + 6) + 6 * (3 * 4 + 1)),
  ],
  [
    'all weights as learnt, and a gradient of the head, where there is no adapter',
    { adapter: null },
    8 * WEIGHTS,
    LOGITS + 40 + 3 * TRAINED,
  ],
  [
    'the same with gradient checkpointing',
    { adapter: null, gradientCheckpointing: true },
    8 * WEIGHTS,
    LOGITS + 40 + 2 * 24 + 2 * TRAINED,
  ],
] as const) {
  test(`estimateMemory(config, options) counts ${name}`, () => {
    const expected = 80 * 2 ** 20 + 4 * (lasting + 1.3 * (LARGEST + passing));
    // In another order of sums.
    assertClose(estimateMemory(tiny, { ...batch, ...options }), expected, 1e-12);
  });
}

test('estimateMemory(config, options) counts no more logits than are held at once', () => {
  const [many, more] = [2 ** 24, 2 ** 25].map((learnt) =>
    estimateMemory(tiny, { ...batch, adapter, learnt }),
  );
  assert.equal(many, more);
});

const deep = bloom.readConfig(
  { vocab_size: 1_000, hidden_size: 256, n_head: 4, n_layer: 24 },
  configSource('bloom', 512),
);
const deepRun = { ...batch, rows: 8, time: 512, adapter: createAdapter(deep) };
const deepT5 = t5.readConfig({ vocab_size: 1_000, d_model: 256, num_layers: 12 }, configSource('mt5', 512));
const deepT5Run = { ...batch, rows: 8, time: 256, sourceTime: 512, adapter: createAdapter(deepT5) };

test('checkMemory(config, options, free) accepts what just fits, and gives the estimate', () => {
  const needed = estimateMemory(deep, deepRun);
  assert.equal(checkMemory(deep, deepRun, needed), needed);
});

for (const [name, config, options, free, message] of [
  [
    'gradient checkpointing where that is enough',
    deep,
    deepRun,
    2 ** 30,
    'checkMemory: the run must fit into the 1.0 GiB of memory that are free, got an estimate of 3.3 GiB; with training.gradientCheckpointing, which takes more time, it needs 0.6 GiB',
  ],
  [
    'less work where gradient checkpointing is not enough',
    deep,
    deepRun,
    2 ** 28,
    'checkMemory: the run must fit into the 0.3 GiB of memory that are free, got an estimate of 3.3 GiB; a smaller batchSize with more accumulation, a smaller maxLength or a smaller model needs less',
  ],
  [
    'less work where gradient checkpointing is on',
    deep,
    { ...deepRun, gradientCheckpointing: true },
    2 ** 28,
    'checkMemory: the run must fit into the 0.3 GiB of memory that are free, got an estimate of 0.6 GiB; a smaller batchSize with more accumulation, a smaller maxLength or a smaller model needs less',
  ],
  [
    'a shorter source or target for mT5',
    deepT5,
    deepT5Run,
    2 ** 28,
    'checkMemory: the run must fit into the 0.3 GiB of memory that are free, got an estimate of 8.3 GiB; a smaller batchSize with more accumulation, a smaller sourceLength or targetLength or a smaller model needs less',
  ],
] as const) {
  test(`checkMemory(config, options, free) throws where a run does not fit, and advises ${name}`, () => {
    assert.throws(() => checkMemory(config, options, free), { name: 'RangeError', message });
  });
}
