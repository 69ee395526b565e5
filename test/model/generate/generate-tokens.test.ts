import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { type GenerateOptions, generateTokens } from '../../../src/model/generate/generate-tokens.js';
import { textStream } from '../../../src/model/generate/text-stream.js';
import type { LanguageModel } from '../../../src/model/language-model.js';
import { loadModel } from '../../../src/model/load-model.js';
import { loadTokenizer } from '../../../src/model/tokenizer/load-tokenizer.js';
import type { ProgressReport } from '../../../src/records/long-work.js';
import { readReference, referenceFile } from '../../reference-file.js';

/** What transformers made of a prompt. */
interface GreedyCase {
  readonly kind: 'bloom' | 'gpt2' | 'mt5';
  readonly adapter: boolean;
  readonly prompt: string;
  readonly promptIds: readonly number[];
  /** End-of-text token in place of the model's own. */
  readonly eosId?: number;
  readonly ids: readonly number[];
  readonly text?: string;
}

const { greedy: CASES } = readReference<{ readonly greedy: readonly GreedyCase[] }>(
  'generation/generation.json',
);
/** As many as the fixture has. */
const TOKENS = 20;

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** Runs work on a loaded model, and asserts that no tensor is left of it. */
async function withModel<Result>(
  { kind, adapter }: Pick<GreedyCase, 'kind' | 'adapter'>,
  use: (model: LanguageModel) => Promise<Result>,
): Promise<Result> {
  const folder = referenceFile(`models/${kind}`);
  const model = await loadModel(folder, { adapter: adapter ? `${folder}/adapter` : undefined });
  try {
    const tensors = tf.memory().numTensors;
    const result = await use(model);
    assert.equal(tf.memory().numTensors, tensors, 'no tensor is left of the text');
    return result;
  } finally {
    model.dispose();
  }
}

/** The model with another end-of-text token. */
function endingWith(model: LanguageModel, eosId: number): LanguageModel {
  return { ...model, config: { ...model.config, eosIds: [eosId] } };
}

for (const greedyCase of CASES) {
  const { kind, adapter, prompt, promptIds, eosId, ids, text } = greedyCase;
  const what = `${kind}${adapter ? ' with an adapter' : ''}, "${prompt}"${eosId === undefined ? '' : ` up to ${eosId}`}`;
  test(`generateTokens(${what}) gives the tokens of transformers`, async () => {
    const tokenizer = loadTokenizer(referenceFile(`tokenizers/${kind}`));
    assert.deepEqual(tokenizer.encode(prompt, { addSpecialTokens: true }), promptIds);
    await withModel(greedyCase, async (model) => {
      const told: number[] = [];
      const result = await generateTokens(eosId === undefined ? model : endingWith(model, eosId), promptIds, {
        maxTokens: TOKENS,
        onToken: (id) => told.push(id),
      });
      assert.deepEqual(result, { ids, ending: ids.length < TOKENS ? 'end-of-text' : 'max-tokens' });
      assert.deepEqual(told, ids);
    });
    if (text === undefined) return;
    const stream = textStream(tokenizer);
    for (const id of ids) stream.add(id);
    assert.equal(stream.text, text);
  });
}

for (const kind of ['bloom', 'mt5'] as const) {
  test(`generateTokens(${kind}, prompt, { sampling }) gives the same tokens for the same seed alone`, async () => {
    await withModel({ kind, adapter: false }, async (model) => {
      const draw = async (seed: number) => {
        const sampling = { temperature: 1.5, topK: 200, seed };
        return (await generateTokens(model, [5, 6, 7], { maxTokens: 12, sampling })).ids;
      };
      assert.deepEqual(await draw(1), await draw(1));
      assert.notDeepEqual(await draw(1), await draw(2));
    });
  });
}

test('generateTokens(model, prompt, { sampling: { topK: 1 } }) is as without sampling', async () => {
  await withModel({ kind: 'gpt2', adapter: false }, async (model) => {
    const drawn = await generateTokens(model, [5, 6, 7], { maxTokens: 8, sampling: { topK: 1, seed: 9 } });
    assert.deepEqual(drawn, await generateTokens(model, [5, 6, 7], { maxTokens: 8 }));
  });
});

test('generateTokens(gpt2, prompt) ends where the model has no positions for more', async () => {
  await withModel({ kind: 'gpt2', adapter: false }, async (model) => {
    const unending = { ...model, config: { ...model.config, eosIds: [] } };
    const prompt = Array.from({ length: 254 }, (_, place) => 10 + place);
    const { ids, ending } = await generateTokens(unending, prompt, { maxTokens: 10 });
    // The last of 256 positions still predicts a token.
    assert.deepEqual([ids.length, ending], [3, 'positions']);
  });
});

test('generateTokens(model, prompt, { onProgress }) reports each token', async () => {
  await withModel({ kind: 'bloom', adapter: false }, async (model) => {
    const reports: ProgressReport[] = [];
    await generateTokens(model, [5], { maxTokens: 2, onProgress: (report) => reports.push(report) });
    assert.deepEqual(reports, [
      { label: 'generate', done: 1, total: 2, unit: 'tokens' },
      { label: 'generate', done: 2, total: 2, unit: 'tokens' },
    ]);
  });
});

test('generateTokens(model, prompt, { signal }) stops between two tokens', async () => {
  await withModel({ kind: 'mt5', adapter: false }, async (model) => {
    const controller = new AbortController();
    const told: number[] = [];
    const onToken = (id: number) => {
      if (told.push(id) === 3) controller.abort(new Error('enough'));
    };
    await assert.rejects(generateTokens(model, [5, 1], { signal: controller.signal, onToken }), {
      message: 'enough',
    });
    assert.equal(told.length, 3);
  });
});

const REFUSED: readonly [
  kind: 'bloom' | 'gpt2',
  prompt: readonly number[],
  options: GenerateOptions,
  message: RegExp,
][] = [
  ['bloom', [], {}, /^generateTokens: the prompt must have at least one token, got 0$/],
  ['gpt2', [], {}, /^generateTokens: the prompt must have 1\.\.256 tokens, got 0$/],
  ['gpt2', Array(257).fill(5), {}, /^generateTokens: the prompt must have 1\.\.256 tokens, got 257$/],
  [
    'bloom',
    [5, 3000],
    {},
    /^generateTokens: a token of the prompt must be an integer in 0\.\.2999, got 3000$/,
  ],
  ['bloom', [5], { maxTokens: 0 }, /^generateTokens: maxTokens must be an integer in 1\.\.\d+, got 0$/],
  ['bloom', [5], { sampling: { temperature: -1 } }, /^checkFilter: temperature must be .* above 0, got -1$/],
];

for (const [kind, prompt, options, message] of REFUSED) {
  test(`generateTokens(model, prompt, options) refuses ${message.source}`, async () => {
    await withModel({ kind, adapter: false }, (model) =>
      assert.rejects(generateTokens(model, prompt, options), { name: 'RangeError', message }),
    );
  });
}
