import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { attention, mergeHeads, splitHeads } from '../../../src/model/layers/attention.js';
import { assertClose } from '../../close.js';
import { useBackend } from '../use-backend.js';
import { LAYER_CASES, LAYER_FIXTURE, type LayerCase, type LayerResult, load } from './layer-cases.js';

/** Single precision against double, over sums of fewer than ten numbers of about 1. */
const TOLERANCE = 2e-5;

/** Single precision is off by 1e-6 of the loss, a 20th of a unit makes that 2e-5; curvature may add as much. */
const DIFFERENCE_TOLERANCE = 5e-4;
const STEP = 0.05;

function resultOf({ name }: LayerCase): LayerResult {
  const result = LAYER_FIXTURE.layers[name];
  assert.ok(result !== undefined, name);
  return result;
}

/** A layer as a function of the inputs that have gradients. */
function learntPart(layer: LayerCase, { inputs }: LayerResult) {
  const loaded = inputs.map(load);
  const network = layer.prepare?.();
  const learnt = loaded.slice(0, layer.learnt);
  const compute = (...given: tf.Tensor[]): tf.Tensor =>
    layer.compute([...given, ...loaded.slice(given.length)], network);
  return { learnt, compute };
}

for (const backend of ['tensorflow', 'wasm'] as const) {
  for (const layer of LAYER_CASES) {
    test(`${layer.title} and its derivative are those of PyTorch on ${backend}, and nothing leaks`, async (t) => {
      if (!(await useBackend(t, backend))) return;
      const result = resultOf(layer);
      const tensorsBefore = tf.memory().numTensors;
      tf.tidy(() => {
        const { learnt, compute } = learntPart(layer, result);
        const output = compute(...learnt);
        assert.deepEqual(output.shape, result.output.shape);
        assertClose([...output.dataSync()], result.output.values, TOLERANCE, layer.name);
        const gradients = tf.grads(compute)(learnt, load(result.outputGradient));
        assert.equal(gradients.length, layer.learnt ?? result.inputs.length);
        for (const [index, gradient] of gradients.entries()) {
          const expected = result.inputGradients[index];
          assert.deepEqual(gradient.shape, expected?.shape);
          assertClose([...gradient.dataSync()], expected?.values ?? [], TOLERANCE, `gradient ${index}`);
        }
      });
      assert.equal(tf.memory().numTensors, tensorsBefore);
    });

    test(`${layer.title} has the derivative that finite differences give on ${backend}`, async (t) => {
      if (!(await useBackend(t, backend))) return;
      const result = resultOf(layer);
      tf.tidy(() => {
        const { learnt, compute } = learntPart(layer, result);
        const gradients = tf.grads(compute)(learnt, load(result.outputGradient));
        const weighted = (...given: tf.Tensor[]): number => {
          const output = [...tf.tidy(() => compute(...given).dataSync())];
          return output.reduce(
            (sum, value, place) => sum + value * (result.outputGradient.values[place] ?? 0),
            0,
          );
        };
        for (const [index, gradient] of gradients.entries()) {
          const expected = finiteDifferences(learnt, index, weighted);
          assertClose([...gradient.dataSync()], expected, DIFFERENCE_TOLERANCE, `gradient ${index}`);
        }
      });
    });
  }
}

/**
 * The derivative by each number of an input, from four values around it.
 * Source: Abramowitz & Stegun 25.3.6; its error is of fourth order in the step.
 */
function finiteDifferences(
  inputs: readonly tf.Tensor[],
  index: number,
  compute: (...inputs: tf.Tensor[]) => number,
): number[] {
  const moved = inputs[index];
  assert.ok(moved !== undefined);
  const values = [...moved.dataSync()];
  return values.map((_, place) => {
    const at = (steps: number): number =>
      tf.tidy(() => {
        const shifted = values.map((value, other) => (other === place ? value + steps * STEP : value));
        return compute(...inputs.map((input, i) => (i === index ? tf.tensor(shifted, moved.shape) : input)));
      });
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * STEP);
  });
}

test('attention(query, key, value, bias) holds the bias fixed where it is not asked for its gradient', async () => {
  await startBackend({ onNotice: () => undefined });
  tf.tidy(() => {
    const inputs = LAYER_FIXTURE.layers.attention?.inputs ?? [];
    const [query, key, value, bias] = inputs.map(load) as tf.Tensor4D[];
    assert.ok(query && key && value && bias);
    const gradient = tf.grads((q, b) =>
      attention(q as tf.Tensor4D, key, value, b as tf.Tensor4D, { scale: 1, dropoutMask: null }),
    );
    assert.throws(() => gradient([query, bias]), /Cannot compute gradient/);
  });
});

test('splitHeads(x, batch, heads) gives each head its columns, and mergeHeads(x) undoes it', async () => {
  await startBackend({ onNotice: () => undefined });
  tf.tidy(() => {
    // One row of two tokens, three heads of two numbers.
    const x = tf.tensor2d([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15], [2, 6]);
    const heads = splitHeads(x, 1, 3);
    assert.deepEqual(heads.arraySync(), [
      [
        [
          [0, 1],
          [10, 11],
        ],
        [
          [2, 3],
          [12, 13],
        ],
        [
          [4, 5],
          [14, 15],
        ],
      ],
    ]);
    assert.deepEqual(mergeHeads(heads).arraySync(), x.arraySync());
  });
});
