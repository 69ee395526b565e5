import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import { openCheckpoint } from '../../src/model/checkpoint/open-checkpoint.js';
import { writeSafetensors } from '../../src/model/checkpoint/write-safetensors.js';
import { readModelConfig } from '../../src/model/families/read-model-config.js';
import { disposeWeights, type LoadModelOptions, loadModel, readWeights } from '../../src/model/load-model.js';
import { createScorer } from '../../src/model/score/create-scorer.js';
import { loadTokenizer, type Tokenizer } from '../../src/model/tokenizer/load-tokenizer.js';
import { headName, resizeVocabulary, vocabularyNames } from '../../src/model/vocabulary-weights.js';
import type { SequenceScore } from '../../src/records/sequences.js';
import { assertClose } from '../close.js';
import { readReference, referenceFile } from '../reference-file.js';
import { temporaryFolder } from '../temporary-folder.js';
import { logitsOf } from './reference-logits.js';

/** A case of `reference/evaluation/vocabularies.py`; scores are log-probability and whether it is the likeliest. */
interface Case {
  readonly kind: 'bloom' | 'gpt2' | 'mt5';
  readonly change: 'none' | 'more' | 'fewer' | 'own-head' | 'lone-head' | 'lone-encoder';
  readonly isTied: boolean;
  readonly rows: number;
  readonly base: readonly (readonly [number, boolean])[];
  readonly adapter: readonly (readonly [number, boolean])[];
  readonly logits?: readonly number[];
}

const { cases, sequences, ids, decoderIds, vocabularyStep } = readReference<{
  sequences: readonly [readonly number[], readonly number[]][];
  ids: number[][];
  decoderIds: number[][];
  vocabularyStep: number;
  cases: readonly Case[];
}>('evaluation/vocabularies.json');
/** Rows that are added, and cut. */
const ADDED = 7;
const CUT = 5;
/** Sums over up to three tokens, whose logits are equal but for the order of single-precision sums. */
const TOLERANCE = 1e-4;

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

interface Matrix {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** What `change` of the script does. */
function writeCase(folder: string, { kind, change, isTied, rows }: Case): void {
  const source = referenceFile(`models/${kind}`);
  const { embeddings, head } = vocabularyNames(readModelConfig(source));
  const checkpoint = openCheckpoint(source);
  const tensors = new Map(checkpoint.names.map((name) => [name, checkpoint.read(name) as Matrix]));
  checkpoint.close();
  if (isTied) tensors.delete(head);
  for (const name of [embeddings, head]) {
    const found = tensors.get(name);
    if (found !== undefined) tensors.set(name, changeRows(found, change));
  }
  const changed = tensors.get(embeddings);
  assert.ok(changed !== undefined);
  if (change === 'own-head') tensors.set(head, turnedOver(changed));
  if (change === 'lone-head' || change === 'lone-encoder') {
    tensors.delete(embeddings);
    tensors.set(change === 'lone-head' ? head : 'encoder.embed_tokens.weight', changed);
  }
  writeSafetensors(join(folder, 'model.safetensors'), tensors, { metadata: { format: 'pt' } });
  const config = JSON.parse(readFileSync(join(source, 'config.json'), 'utf8')) as object;
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ ...config, vocab_size: rows, tie_word_embeddings: isTied }),
  );
}

function changeRows({ data, shape: [count = 0, width = 0] }: Matrix, change: Case['change']): Matrix {
  if (change === 'fewer') return { data: data.slice(0, -CUT * width), shape: [count - CUT, width] };
  if (change !== 'more') return { data, shape: [count, width] };
  const added = data.slice(-ADDED * width).map((value) => 1.5 * value);
  return { data: Float32Array.from([...data, ...added]), shape: [count + ADDED, width] };
}

/** Half of each row, the last one first. */
function turnedOver({ data, shape }: Matrix): Matrix {
  const [count = 0, width = 0] = shape;
  const rows = Array.from({ length: count }, (_, row) =>
    data.slice((count - 1 - row) * width, (count - row) * width),
  );
  return { data: Float32Array.from(rows.flatMap((row) => [...row])).map((value) => 0.5 * value), shape };
}

async function scoresOf(
  folder: string,
  tokenizer: Tokenizer,
  options: LoadModelOptions,
): Promise<SequenceScore[]> {
  const model = await loadModel(folder, { ...options, harnessTokens: tokenizer.vocabularySize });
  const scores: SequenceScore[] = [];
  const groups = sequences.map(([context, continuation]) => ({ sequences: [{ context, continuation }] }));
  const onScored = (index: number, [score]: readonly SequenceScore[]) => {
    if (score !== undefined) scores[index] = score;
  };
  await createScorer(model, tokenizer, 'test').score(groups, { onScored });
  model.dispose();
  return scores;
}

for (const one of cases) {
  const { kind, change, isTied, base, adapter, logits } = one;
  const name = `${kind} of ${change === 'none' ? 'as many rows as tokens' : change}, ${isTied ? 'tied' : 'untied'},`;

  test(`loadModel(folder, { harnessTokens }) scores ${name} as lm-eval does, without and with an adapter`, async (context) => {
    const tokenizer = loadTokenizer(referenceFile(`tokenizers/${kind}`));
    const folders: [LoadModelOptions, Case['base']][] = [
      [{}, base],
      [{ adapter: referenceFile(`models/${kind}/adapter`) }, adapter],
    ];
    const folder = temporaryFolder(context);
    writeCase(folder, one);
    const tensors = tf.memory().numTensors;
    for (const [options, expected] of folders) {
      const scores = await scoresOf(folder, tokenizer, options);
      const sums = scores.map(({ logProbability }) => logProbability);
      assertClose(
        sums,
        expected.map(([sum]) => sum),
        TOLERANCE,
        JSON.stringify(options),
      );
      assert.deepEqual(
        scores.map(({ isGreedy }) => isGreedy),
        expected.map(([, isGreedy]) => isGreedy),
      );
    }
    assert.equal(tf.memory().numTensors, tensors);
  });

  if (logits === undefined) continue;
  test(`loadModel(folder) computes ${name} as transformers does`, async (context) => {
    const folder = temporaryFolder(context);
    writeCase(folder, one);
    const model = await loadModel(folder);
    const mask = ids.map((row) => row.map(() => 1));
    const decoder = kind === 'mt5' ? { decoderIds } : {};
    const batch = { padding: 'right' as const, ids, mask, vocabularyStep, logits, ...decoder };
    assertClose(logitsOf(model, batch), logits, TOLERANCE, 'logits');
    model.dispose();
  });
}

test('createScorer(model, tokenizer, identity) refuses tokens that the model has not', async () => {
  const model = await loadModel(referenceFile('models/bloom'));
  const tokenizer = loadTokenizer(referenceFile('tokenizers/bloom'));
  const scorer = createScorer(model, tokenizer, 'test');
  for (const sequence of [
    { context: [1, 3000], continuation: [2] },
    { context: [1], continuation: [-1] },
    { context: [1], continuation: [0.5, Number.NaN] },
  ]) {
    await assert.rejects(scorer.score([{ sequences: [sequence] }], { onScored: () => undefined }), {
      name: 'RangeError',
      message:
        /^createScorer: tokens must be among the model's 3000, got (3000|-1|NaN): the tokenizer has more/,
    });
  }
  model.dispose();
});

/** Embeddings of two numbers a token, the head theirs or one of its own. */
function smallWeights(hasOwnHead: boolean): Map<string, tf.Tensor> {
  const { embeddings, head } = vocabularyNames({ kind: 't5' });
  const first = tf.tensor2d([1, 2, 3, 4, 5, 9], [3, 2]);
  return new Map([
    [embeddings, first],
    [head, hasOwnHead ? tf.mul(first, 10) : first],
  ]);
}

test('resizeVocabulary(weights, config, rows) cuts rows, and adds the mean of those that there are', async () => {
  const config = readModelConfig(referenceFile('models/mt5'));
  for (const [rows, hasOwnHead, embeddings, head] of [
    [2, false, [1, 2, 3, 4], [1, 2, 3, 4]],
    [2, true, [1, 2, 3, 4], [10, 20, 30, 40]],
    [4, false, [1, 2, 3, 4, 5, 9, 3, 5], [1, 2, 3, 4, 5, 9, 3, 5]],
    [4, true, [1, 2, 3, 4, 5, 9, 3, 5], [10, 20, 30, 40, 50, 90, 30, 50]],
  ] as const) {
    const weights = smallWeights(hasOwnHead);
    resizeVocabulary(weights, config, rows);
    const [first, last] = ['shared.weight', 'lm_head.weight'].map((name) => weights.get(name));
    assert.deepEqual([...(first?.dataSync() ?? [])], embeddings);
    assert.deepEqual([...(last?.dataSync() ?? [])], head);
    assert.equal(first === last, !hasOwnHead);
    assert.equal(headName(config, weights), hasOwnHead ? 'lm_head.weight' : 'shared.weight');
    disposeWeights(weights);
  }
  const weights = smallWeights(false);
  const start = config.kind === 't5' ? { ...config, decoderStartId: 2 } : config;
  assert.throws(() => resizeVocabulary(weights, start, 2), {
    name: 'RangeError',
    message: 'resizeVocabulary: decoder_start_token_id must be below the 2 tokens of the tokenizer, got 2',
  });
  disposeWeights(weights);
});

test('readWeights(folder, config) reads a head that is the twin of embeddings once', async (context) => {
  const [lone] = cases.filter(({ change, kind }) => change === 'lone-head' && kind === 'gpt2');
  assert.ok(lone !== undefined);
  const folder = temporaryFolder(context);
  writeCase(folder, lone);
  const config = readModelConfig(folder);
  const weights = await readWeights(folder, config);
  assert.equal(weights.get('lm_head.weight'), weights.get('transformer.wte.weight'));
  disposeWeights(weights);
  const untied = { ...config, tieWordEmbeddings: false };
  await assert.rejects(
    readWeights(folder, untied),
    /must hold the weight transformer\.wte\.weight, got none$/,
  );
});
