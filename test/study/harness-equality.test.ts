import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import { parseTasks } from '../../src/benchmarks/parse-tasks.js';
import { PAPER_BENCHMARKS } from '../../src/benchmarks/registry.js';
import { evaluate } from '../../src/evaluation/evaluate.js';
import type { EvaluationResult } from '../../src/evaluation/evaluation-result.js';
import { loadModel } from '../../src/model/load-model.js';
import { createScorer } from '../../src/model/score/create-scorer.js';
import { loadTokenizer } from '../../src/model/tokenizer/load-tokenizer.js';
import { localDocuments } from '../evaluation/benchmark-documents.js';
import { readReference, referenceFile } from '../reference-file.js';

/** What lm-evaluation-harness 0.4.13 made of a model on the CPU, in single precision. */
interface HarnessRun {
  readonly accuracies: Readonly<Record<string, number>>;
  readonly maxLength: number;
  readonly scores: Readonly<
    Record<string, readonly (readonly (readonly [logProbability: number, isGreedy: boolean])[])[]>
  >;
}

const KINDS = ['bloom', 'gpt2', 'mt5'] as const;
const HARNESS =
  readReference<Record<(typeof KINDS)[number], Record<'base' | 'adapter', HarnessRun>>>(
    'evaluation/scores.json',
  );
/** Single precision, sums over up to two hundred tokens, and the fixture's five decimals. */
const TOLERANCE = 1e-3;

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

for (const kind of KINDS) {
  for (const part of ['base', 'adapter'] as const) {
    const what = part === 'base' ? kind : `${kind} with an adapter`;
    test(`evaluate(options) gives ${what} the scores of lm-evaluation-harness, and leaves no tensor behind`, async () => {
      const expected = HARNESS[kind][part];
      const tensors = tf.memory().numTensors;
      const { tasks, groups } = await evaluateReference(kind, part);
      assert.equal(tf.memory().numTensors, tensors);
      let largest = 0;
      let requests = 0;
      for (const { name, samples, accuracy } of tasks) {
        assert.equal(accuracy, expected.accuracies[name], name);
        assert.equal(samples.length, expected.scores[name]?.length, name);
        for (const { index, scores } of samples) {
          for (const [choice, { logProbability, isGreedy }] of scores.entries()) {
            const [wanted = NaN, wantedGreedy] = expected.scores[name]?.[index]?.[choice] ?? [];
            const difference = Math.abs(logProbability - wanted);
            assert.ok(
              difference <= TOLERANCE,
              `${name} ${index} ${choice}: ${logProbability}, not ${wanted}`,
            );
            assert.equal(isGreedy, wantedGreedy);
            largest = Math.max(largest, difference);
            requests += 1;
          }
        }
      }
      assert.equal(requests, 674);
      assert.ok(largest > 0, 'another program never agrees to the last bit');
      for (const { benchmark, accuracy } of groups) {
        assert.ok(Math.abs(accuracy - (expected.accuracies[benchmark.name] ?? NaN)) < 1e-14, benchmark.name);
      }
    });
  }
}

async function evaluateReference(
  kind: (typeof KINDS)[number],
  part: 'base' | 'adapter',
): Promise<EvaluationResult> {
  const folder = referenceFile(`models/${kind}`);
  const adapter = part === 'adapter' ? `${folder}/adapter` : undefined;
  const model = await loadModel(folder, { adapter });
  try {
    assert.equal(model.config.maxLength, HARNESS[kind][part].maxLength);
    const scorer = createScorer(model, loadTokenizer(referenceFile(`tokenizers/${kind}`)), kind);
    return await evaluate({
      scorer,
      tasks: parseTasks(PAPER_BENCHMARKS.map((benchmark) => benchmark.name)),
      documents: localDocuments,
    });
  } finally {
    model.dispose();
  }
}
