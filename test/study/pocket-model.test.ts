import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import { dataFile } from '../../src/base/files/data-file.js';
import { POCKET_BENCHMARKS } from '../../src/benchmarks/registry.js';
import { openSafetensors } from '../../src/model/checkpoint/open-safetensors.js';
import { evaluateModel } from '../../src/study/model/evaluate-model.js';

const WEIGHTS = dataFile('pocket/model/model.safetensors');

test('data/pocket/model holds 979,328 finite weights in half precision, in less than 8 MB', () => {
  assert.ok(statSync(WEIGHTS).size < 8e6);
  const checkpoint = openSafetensors(WEIGHTS);
  let count = 0;
  for (const name of checkpoint.names) {
    assert.equal(checkpoint.info(name).dtype, 'F16', name);
    const { data } = checkpoint.read(name);
    assert.ok(data.every(Number.isFinite), name);
    count += data.length;
  }
  checkpoint.close();
  // 3,000 × 128 of the embedding with its norm, 3 layers of 198,272, the last norm.
  assert.equal(count, 3_000 * 128 + 256 + 3 * 198_272 + 256);
});

test("evaluateModel({ model: 'pocket' }) scores every pocket benchmark without a hub, with finite log-probabilities", async () => {
  const names = POCKET_BENCHMARKS.map(({ name }) => `${name}_vi`);
  const { tasks } = await evaluateModel({ model: 'pocket', tasks: names, limit: 10, cache: null });
  assert.deepEqual(
    tasks.map(({ name, samples }) => [name, samples.length]),
    names.map((name) => [name, 10]),
  );
  const scores = tasks.flatMap(({ samples }) => samples.flatMap((sample) => sample.scores));
  assert.equal(scores.length, 60);
  for (const { logProbability } of scores) {
    assert.ok(Number.isFinite(logProbability) && logProbability < 0, `got ${logProbability}`);
  }
});
