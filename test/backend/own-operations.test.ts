import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../src/backend/native-operation.js';
import { assertClose } from '../close.js';
import { useBackend } from '../model/use-backend.js';

/** Enough rows that several threads share them, of a width that no vector's length divides. */
const [ROWS, WIDTH] = [700, 83];

/** Rounding of float32 over a few operations. */
const TOLERANCE = 2e-6;

/** Numbers in −8..8 that follow no pattern that could hide an error. */
function numbers(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.fround(8 * Math.sin(seed + index * 1.7 + index ** 2)),
  );
}

/** Where TensorFlow is set up, our operations must be there: a build without them is no reason to skip. */
async function native(context: TestContext): Promise<boolean> {
  if (!(await useBackend(context, 'tensorflow'))) return false;
  assert.equal(hasOwnOperations(), true);
  return true;
}

test('ownOperation(LingtuneGelu) is the formula in double precision, far from 0 too', async (t) => {
  if (!(await native(t))) return;
  const x = [...numbers(ROWS * WIDTH, 1), 0, -100, 100, -1e30, 1e30];
  const [y] = ownOperation<[tf.Tensor]>('LingtuneGelu', [tf.tensor1d(x)], 1);
  const gelu = (v: number) => v / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3)));
  assertClose([...y.dataSync()].slice(0, -2), x.slice(0, -2).map(gelu), 1e-5);
  assert.deepEqual([...y.dataSync()].slice(-2), [-0, Math.fround(1e30)]);
});

test('ownOperation(LingtuneLayerNorm) gives rows, means and inverse deviations in double precision', async (t) => {
  if (!(await native(t))) return;
  const [x, scale, shift] = [numbers(ROWS * WIDTH, 2), numbers(WIDTH, 3), numbers(WIDTH, 4)];
  const inputs = [tf.tensor2d(x, [ROWS, WIDTH]), tf.tensor1d(scale), tf.tensor1d(shift)];
  const [y, mean, inverse] = ownOperation<[tf.Tensor, tf.Tensor, tf.Tensor]>(
    'LingtuneLayerNorm',
    inputs,
    3,
    1e-5,
  );
  const rows = Array.from({ length: ROWS }, (_, row) => x.slice(row * WIDTH, (row + 1) * WIDTH));
  const means = rows.map((row) => row.reduce((a, b) => a + b, 0) / WIDTH);
  const inverses = rows.map((row, index) => {
    const squares = row.reduce((sum, value) => sum + (value - (means[index] ?? 0)) ** 2, 0);
    return 1 / Math.sqrt(squares / WIDTH + 1e-5);
  });
  assertClose([...mean.dataSync()], means, TOLERANCE);
  assertClose([...inverse.dataSync()], inverses, TOLERANCE);
  const expected = rows.flatMap((row, index) =>
    row.map(
      (value, place) =>
        (value - (means[index] ?? 0)) * (inverses[index] ?? 0) * (scale[place] ?? 0) + (shift[place] ?? 0),
    ),
  );
  assertClose([...y.dataSync()], expected, 2e-5);
});

test('ownOperation(LingtuneLayerNormScaleGrad) sums slopes over rows in double precision, on several threads too', async (t) => {
  if (!(await native(t))) return;
  const [dy, x] = [numbers(ROWS * WIDTH, 8), numbers(ROWS * WIDTH, 9)];
  const [mean, inverse] = [numbers(ROWS, 10), numbers(ROWS, 11)];
  const inputs = [
    tf.tensor2d(dy, [ROWS, WIDTH]),
    tf.tensor2d(x, [ROWS, WIDTH]),
    tf.tensor1d(mean),
    tf.tensor1d(inverse),
  ];
  const [dScale, dShift] = ownOperation<[tf.Tensor, tf.Tensor]>('LingtuneLayerNormScaleGrad', inputs, 2);
  const sums = (of: (place: number, row: number) => number): number[] =>
    Array.from({ length: WIDTH }, (_, column) =>
      mean.reduce((sum, _, row) => sum + of(row * WIDTH + column, row), 0),
    );
  const standardised = (place: number, row: number) =>
    ((x[place] ?? 0) - (mean[row] ?? 0)) * (inverse[row] ?? 0);
  // Sums of 700 numbers of up to 1,000, each rounded to float32 a few times.
  assertClose(
    [...dScale.dataSync()],
    sums((place, row) => (dy[place] ?? 0) * standardised(place, row)),
    2e-2,
  );
  assertClose(
    [...dShift.dataSync()],
    sums((place) => dy[place] ?? 0),
    5e-4,
  );
});

const BIASES: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [2, 1, 35],
  [1, 10, 1],
  [2, 10, 35],
];

for (const shape of BIASES) {
  test(`ownOperation(LingtuneAttentionWeights) repeats a bias of ${shape.join(' x ')} rows`, async (t) => {
    if (!(await native(t))) return;
    const [batch, heads, time, seen] = [2, 10, 35, WIDTH] as const;
    const products = tf.tensor4d(numbers(batch * heads * time * seen, 5), [batch, heads, time, seen]);
    const hidden = numbers(shape[0] * shape[1] * shape[2] * seen, 6).map((v) => (v > 4 ? -1e30 : v));
    const bias = tf.tensor4d(hidden, [...shape, seen]);
    const [weights] = ownOperation<[tf.Tensor]>('LingtuneAttentionWeights', [products, bias], 1, 0.3);
    const expected = tf.softmax(tf.add(tf.mul(products, 0.3), bias));
    assertClose([...weights.dataSync()], [...expected.dataSync()], TOLERANCE);
  });
}

test('ownOperation(LingtuneCrossEntropy) gives losses and slopes in double precision', async (t) => {
  if (!(await native(t))) return;
  const logits = numbers(ROWS * WIDTH, 7);
  const labels = Array.from({ length: ROWS }, (_, row) => (row * 7) % WIDTH);
  const inputs = [tf.tensor2d(logits, [ROWS, WIDTH]), tf.tensor1d(labels)];
  const [losses, slopes] = ownOperation<[tf.Tensor, tf.Tensor]>('LingtuneCrossEntropy', inputs, 2);
  const rows = labels.map((label, row) => {
    const values = logits.slice(row * WIDTH, (row + 1) * WIDTH);
    const sum = values.reduce((total, value) => total + Math.exp(value), 0);
    return {
      loss: Math.log(sum) - (values[label] ?? 0),
      slopes: values.map((value, place) => Math.exp(value) / sum - Number(place === label)),
    };
  });
  assertClose(
    [...losses.dataSync()],
    rows.map(({ loss }) => loss),
    TOLERANCE,
  );
  assertClose(
    [...slopes.dataSync()],
    rows.flatMap((row) => row.slopes),
    TOLERANCE,
  );
});

test('ownOperation(LingtuneCrossEntropy) survives scores far apart, and gives NaN where a row has one', async (t) => {
  if (!(await native(t))) return;
  const inputs = [tf.tensor2d([1e30, -1e30, -1e30, 1e30, 0, Number.NaN], [3, 2]), tf.tensor1d([0, 1, 0])];
  const [losses, slopes] = ownOperation<[tf.Tensor, tf.Tensor]>('LingtuneCrossEntropy', inputs, 2);
  assert.deepEqual([...losses.dataSync()], [0, 0, Number.NaN]);
  assert.deepEqual([...slopes.dataSync()], [0, 0, 0, 0, Number.NaN, Number.NaN]);
});

for (const [label, rows] of [
  [2, 1],
  [-1, 1],
  [0, 2],
] as const) {
  test(`ownOperation(LingtuneCrossEntropy) refuses label ${label} of 2 columns and ${rows} rows`, async (t) => {
    if (!(await native(t))) return;
    const inputs = [tf.zeros([rows, 2]), tf.tensor1d([label])];
    assert.throws(
      () => ownOperation('LingtuneCrossEntropy', inputs, 2),
      /LingtuneCrossEntropy: (labels|every row) must/,
    );
  });
}

test('ownOperation(LingtuneLayerNorm) gives NaN where a row has one, and only there', async (t) => {
  if (!(await native(t))) return;
  const inputs = [tf.tensor2d([1, Number.NaN, 1, 3], [2, 2]), tf.ones([2]), tf.zeros([2])];
  const [y] = ownOperation<[tf.Tensor, tf.Tensor, tf.Tensor]>('LingtuneLayerNorm', inputs, 3, 0);
  assert.deepEqual([...y.dataSync()], [Number.NaN, Number.NaN, -1, 1]);
});

const REFUSED: readonly [name: string, inputs: () => tf.Tensor[], outputs: number, message: RegExp][] = [
  [
    'LingtuneGeluGrad',
    () => [tf.ones([2]), tf.ones([3])],
    1,
    /LingtuneGeluGrad: x and dy must be of one shape/,
  ],
  [
    'LingtuneLayerNormGrad',
    () => [tf.ones([2, 3]), tf.ones([2, 3]), tf.ones([2]), tf.ones([2]), tf.ones([2])],
    1,
    /LingtuneLayerNormGrad: dy, scale, mean and inverse must be those of x/,
  ],
  [
    'LingtuneLayerNormScaleGrad',
    () => [tf.ones([2, 3]), tf.ones([2, 3]), tf.ones([2]), tf.ones([3])],
    2,
    /LingtuneLayerNormScaleGrad: dy, mean and inverse must be those of x/,
  ],
];

for (const [name, inputs, outputs, message] of REFUSED) {
  test(`ownOperation(${name}) refuses inputs that do not fit one another`, async (t) => {
    if (!(await native(t))) return;
    assert.throws(() => ownOperation(name, inputs(), outputs), { message });
  });
}

test('ownOperation(name) refuses biases, scales and slopes of other shapes', async (t) => {
  if (!(await native(t))) return;
  const products = tf.ones([1, 2, 3, 4]);
  const weights = (bias: tf.Tensor) => () => ownOperation('LingtuneAttentionWeights', [products, bias], 1, 1);
  for (const shape of [
    [1, 1, 1, 1],
    [1, 3, 3, 4],
    [3, 4],
    [1, 2, 3, 5],
  ]) {
    assert.throws(weights(tf.ones(shape)), {
      message: /LingtuneAttentionWeights: the bias must fit the products/,
    });
  }
  assert.throws(
    () => ownOperation('LingtuneLayerNorm', [tf.ones([2, 3]), tf.ones([2]), tf.ones([3])], 3, 0),
    {
      message: /LingtuneLayerNorm: scale and shift must be as long as a row of x/,
    },
  );
  assert.throws(() => ownOperation('LingtuneAttentionWeightsGrad', [products, tf.ones([2])], 1, 1), {
    message: /LingtuneAttentionWeightsGrad: weights and slopes must be of one shape/,
  });
});
