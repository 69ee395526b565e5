import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { NumpyRandom } from '../../../src/base/random/numpy-random.js';
import type { LanguageModel, Seq2SeqModel } from '../../../src/model/language-model.js';
import { loadModel } from '../../../src/model/load-model.js';
import { sourceTensors } from '../../../src/model/score/row-tensors.js';
import { scoreCausal } from '../../../src/model/score/score-causal.js';
import type { ScoreOptions } from '../../../src/model/score/score-rows.js';
import { scoreSeq2Seq } from '../../../src/model/score/score-seq2seq.js';
import type { Sequence, SequenceGroup, SequenceScore } from '../../../src/records/sequences.js';
import { assertClose } from '../../close.js';
import { referenceFile } from '../../reference-file.js';
import { causalRows } from '../reference-logits.js';

/** Sums over up to 20 tokens, whose logits are equal but for the order of single-precision sums. */
const TOLERANCE = 1e-4;
const MODELS = ['models/bloom', 'models/gpt2', 'models/mt5', 'odd-models/bloom-post-norm', 'odd-models/t5'];
const VOCABULARY = 50;

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** Groups as the benchmarks make them, of random tokens. */
function sampleGroups(seed: number): SequenceGroup[] {
  const random = new NumpyRandom(seed);
  const text = (longest: number) =>
    Array.from({ length: random.integer(1, longest + 1) }, () => random.integer(3, VOCABULARY));
  const shared = text(12);
  return Array.from({ length: 8 }, () => [
    // Choices that differ behind one context, one of them the beginning of another.
    ((context, first) => [
      { context, continuation: first },
      { context, continuation: text(9) },
      { context, continuation: [...first, ...text(4)] },
    ])(text(20), text(9)),
    // One continuation behind two contexts that begin alike.
    ((beginning, continuation) => [
      { context: [...beginning, ...text(3)], continuation },
      { context: [...beginning, ...text(3)], continuation },
    ])(text(15), text(8)),
    // Whole texts behind a context that every document has, and one that two groups have.
    [{ context: [1], continuation: text(20) }],
    [{ context: shared, continuation: text(5) }],
  ])
    .flat()
    .map((sequences) => ({ sequences }));
}

/** What a sequence scores alone in a row, summed in double precision over the whole vocabulary. */
function plainScore(model: LanguageModel, { context, continuation }: Sequence): SequenceScore {
  const first = model.kind === 'causal' ? context : [model.decoderStartId];
  const row = [...first, ...continuation].slice(0, -1);
  const logits = tf.tidy(() => {
    const tensors = causalRows([row], [row.map(() => 1)]);
    if (model.kind === 'causal') return model.head(model.hidden(tensors)).arraySync();
    const source = sourceTensors([context]);
    const states = model.encode(source);
    return model.head(model.decode(tensors, { states, mask: source.mask })).arraySync();
  });
  let logProbability = 0;
  let isGreedy = true;
  for (const [index, id] of continuation.entries()) {
    const scores = logits[first.length - 1 + index] ?? [];
    const highest = Math.max(...scores);
    const total = highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
    logProbability += (scores[id] ?? Number.NaN) - total;
    isGreedy &&= scores[id] === highest;
  }
  return { logProbability, isGreedy };
}

async function score(
  model: LanguageModel,
  groups: readonly SequenceGroup[],
  options: Partial<ScoreOptions>,
): Promise<SequenceScore[][]> {
  const found: SequenceScore[][] = [];
  const onScored = (index: number, scores: readonly SequenceScore[]) => {
    assert.equal(found[index], undefined, 'each group is reported once');
    found[index] = [...scores];
  };
  const all = { tokenBudget: 1024, onScored, pause: () => Promise.resolve(), ...options };
  await (model.kind === 'causal' ? scoreCausal(model, groups, all) : scoreSeq2Seq(model, groups, all));
  return found;
}

for (const folder of MODELS) {
  const call = /t5/.test(folder) ? 'scoreSeq2Seq' : 'scoreCausal';
  test(`${call}(${folder}, groups, options) scores as separate rows do, whatever the budget, and nothing leaks`, async () => {
    const model = await loadModel(referenceFile(folder));
    const weights = tf.memory().numTensors;
    const groups = sampleGroups(5);
    const expected = groups.map(({ sequences }) => sequences.map((sequence) => plainScore(model, sequence)));
    for (const tokenBudget of [1, 30, 1024]) {
      const found = await score(model, groups, { tokenBudget });
      assertClose(
        found.flat().map(({ logProbability }) => logProbability),
        expected.flat().map(({ logProbability }) => logProbability),
        TOLERANCE,
        `budget ${tokenBudget}`,
      );
      assert.deepEqual(
        found.map((scores) => scores.map(({ isGreedy }) => isGreedy)),
        expected.map((scores) => scores.map(({ isGreedy }) => isGreedy)),
      );
    }
    assert.equal(tf.memory().numTensors, weights);
    model.dispose();
  });

  test(`${call}(${folder}, groups, options) stops where pause throws: some groups are finished, nothing leaks`, async () => {
    const model = await loadModel(referenceFile(folder));
    const weights = tf.memory().numTensors;
    const stop = new Error('stop');
    for (const batches of [0, 1, 9]) {
      let left = batches;
      const reported: number[] = [];
      const pause = async () => {
        if (left === 0) throw stop;
        left -= 1;
      };
      const onScored = (index: number) => reported.push(index);
      await assert.rejects(score(model, sampleGroups(6), { tokenBudget: 30, onScored, pause }), stop);
      assert.equal(tf.memory().numTensors, weights);
      assert.ok(batches > 0 || reported.length === 0);
      assert.ok(reported.length < sampleGroups(6).length);
    }
    model.dispose();
  });
}

test('scoreSeq2Seq(model, groups, options) encodes each source once, and the greediest continuation is greedy', async () => {
  const model = (await loadModel(referenceFile('models/mt5'))) as Seq2SeqModel;
  const sources: string[] = [];
  const counted: Seq2SeqModel = {
    ...model,
    encode: (source) => {
      for (const row of source.ids.arraySync()) sources.push(row.join().replace(/(,0)+$/, ''));
      return model.encode(source);
    },
  };
  const groups = sampleGroups(7);
  const distinct = new Set(groups.flatMap(({ sequences }) => sequences.map(({ context }) => context.join())));
  await score(counted, groups, { tokenBudget: 20 });
  assert.deepEqual(sources.sort(), [...distinct].sort());
  const context = [7, 8, 9];
  const greedy = Array.from({ length: VOCABULARY }, (_, id) => ({ context, continuation: [id] }));
  const expected = greedy.map((sequence) => plainScore(model, sequence).isGreedy);
  const [found = []] = await score(model, [{ sequences: greedy }], {});
  assert.deepEqual(
    found.map(({ isGreedy }) => isGreedy),
    expected,
  );
  model.dispose();
});

test('scoreCausal(model, groups, options) finds the likeliest token greedy, and no other', async () => {
  const model = await loadModel(referenceFile('odd-models/gpt2'));
  const sequences = Array.from({ length: model.vocabularySize }, (_, id) => ({
    context: [7, 8],
    continuation: [id],
  }));
  const [found = []] = await score(model, [{ sequences }], {});
  const best = found.reduce((top, { logProbability }) => Math.max(top, logProbability), -Infinity);
  assert.deepEqual(
    found.map(({ isGreedy }) => isGreedy),
    found.map(({ logProbability }) => logProbability === best),
  );
  // The probabilities of all tokens are 1 together.
  assertClose(
    found.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0),
    1,
    TOLERANCE,
  );
  model.dispose();
});

for (const [name, sequence] of [
  ['context', { context: [], continuation: [4] }],
  ['continuation', { context: [4], continuation: [] }],
] as const) {
  test(`scoreCausal and scoreSeq2Seq(model, groups, options) refuse an empty ${name}`, async () => {
    const groups = [{ sequences: [{ context: [3], continuation: [4] }] }, { sequences: [sequence] }];
    const bloom = await loadModel(referenceFile('odd-models/bloom'));
    const t5 = await loadModel(referenceFile('odd-models/t5'));
    await assert.rejects(score(bloom, groups, {}), {
      name: 'RangeError',
      message: 'planRows: sequence 0 must have a context and a continuation of 1 token or more',
    });
    await assert.rejects(score(t5, groups, {}), {
      name: 'RangeError',
      message: 'planSources: sequence 0 of group 1 must have a context and a continuation of 1 token or more',
    });
    bloom.dispose();
    t5.dispose();
  });
}
