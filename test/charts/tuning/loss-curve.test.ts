import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lossCurve } from '../../../src/charts/tuning/loss-curve.js';
import { type CurveLine, epochEnds, thinOut, trailingMeans } from '../../../src/charts/tuning/loss-series.js';
import type { PlotlyObject } from '../../../src/records/figure.js';
import type { EvaluationLine, StepLine } from '../../../src/records/log-line.js';

const step = (number: number, loss: number, epoch = number / 100): StepLine => ({
  step: number,
  loss,
  learning_rate: 0.1 / number,
  grad_norm: 2,
  epoch,
  tokens: 1000,
});

const evaluation = (number: number, loss: number): EvaluationLine => ({
  step: number,
  epoch: number / 100,
  evaluation_loss: loss,
});

/** What the points of a trace say when pointed at. */
const hovers = (trace: PlotlyObject | undefined) => trace?.hovertext as string[];

const LINES: readonly CurveLine[] = [
  step(1, 4),
  { ...step(2, 2), tokensASecond: 512.4 },
  evaluation(2, 3.5),
  step(3, 3),
  step(4, 1),
  evaluation(4, 2.25),
];

test('lossCurve(lines) draws losses, their means, held-out losses and the learning rate', () => {
  const { data, records } = lossCurve(LINES, { window: 2 });
  const drawn = data.map(({ name, x, y, yaxis }) => [name, x, y, yaxis]);
  assert.deepEqual(drawn, [
    ['each step', [1, 2, 3, 4], [4, 2, 3, 1], undefined],
    ['mean of 2 steps', [1, 2, 3, 4], [4, 3, 2.5, 2], undefined],
    ['held-out pairs', [2, 4], [3.5, 2.25], undefined],
    [undefined, [1, 2, 3, 4], [0.1, 0.05, 0.1 / 3, 0.025], 'y2'],
  ]);
  assert.deepEqual(data[2]?.text, ['', '2.250']);
  assert.deepEqual(
    records.map(({ step, mean, evaluation_loss }) => [step, mean ?? evaluation_loss]),
    [
      [1, 4],
      [2, 3],
      [3, 2.5],
      [4, 2],
      [2, 3.5],
      [4, 2.25],
    ],
  );
});

test('lossCurve(lines) tells a step by its numbers, with the pace where it is known', () => {
  const [training, , heldOut] = lossCurve(LINES, { window: 2 }).data;
  assert.deepEqual(hovers(training).slice(0, 2), [
    '<b>step 1</b> · epoch 0.01<br>loss 4.000 · mean 4.000<br>learning rate 0.100<br>gradient norm 2.00<br>1,000 tokens',
    '<b>step 2</b> · epoch 0.02<br>loss 2.000 · mean 3.000<br>learning rate 0.0500<br>gradient norm 2.00<br>1,000 tokens<br>512 tokens a second',
  ]);
  assert.equal(hovers(heldOut)[0], '<b>step 2</b> · epoch 0.02<br>held-out loss 3.500');
});

test('lossCurve(lines) says in words what it draws', () => {
  const { caption, alt } = lossCurve(LINES, { window: 2 });
  assert.equal(
    caption,
    'Faint: the loss of each step; strong: its mean over the last 2 steps. Dots: the loss on the held-out pairs, lowest 2.250 at step 4. Below: the learning rate. The loss is the mean over the tokens of the answers, in natural units.',
  );
  assert.equal(
    alt,
    'Line chart of the losses over 4 steps of tuning. The training loss goes from 4.000 at step 1 to a mean of 2.000 at step 4. The held-out loss goes from 3.500 at step 2 to 2.250 at step 4; the lowest is 2.250 at step 4.',
  );
});

test('lossCurve(lines, { steps }) leaves room for the steps to come, and means over a twentieth of them', () => {
  const { data, layout } = lossCurve([step(1, 4), step(2, 2)], { steps: 200 });
  assert.deepEqual((layout.xaxis as { range: unknown }).range, [0, 200]);
  assert.deepEqual(
    data.map(({ name }) => name),
    ['each step', 'mean of 10 steps', undefined],
  );
});

test('lossCurve(lines, { resumed }) marks where a run went on, and the ends of epochs where they lie apart', () => {
  const lines = [step(1, 4, 0.5), step(2, 3, 1), step(3, 2, 1.5), step(4, 1, 2)];
  const notes = (options: object) =>
    (lossCurve(lines, options).layout.annotations as { x: number; text: string }[]).map(({ x, text }) => [
      x,
      text,
    ]);
  assert.deepEqual(notes({ resumed: [3] }), [
    [2, 'epoch 2'],
    [3, 'stopped, resumed'],
  ]);
  assert.deepEqual(notes({ steps: 17 }), []);
});

test('lossCurve(lines) draws a thousand steps at most, and says so', () => {
  const lines = Array.from({ length: 2500 }, (_, index) => step(index + 1, 1));
  const { data, caption } = lossCurve(lines);
  assert.equal(hovers(data[0]).length, 834);
  assert.match(caption, /Of 2500 steps 834 are drawn\./);
});

test('lossCurve(lines) refuses lines without a step, and means over no step', () => {
  const message = 'lossCurve: lines must hold at least one step, got none';
  assert.throws(() => lossCurve([evaluation(1, 2)]), { name: 'RangeError', message });
  assert.throws(() => lossCurve(LINES, { window: 0 }), {
    name: 'RangeError',
    message: 'trailingMeans: window must be an integer from 1, got 0',
  });
});

test('trailingMeans(values, window) takes fewer values where there are fewer yet', () => {
  assert.deepEqual(trailingMeans([1, 3, 8, 4], 2), [1, 2, 5.5, 6]);
  assert.deepEqual(trailingMeans([1, 3], 5), [1, 2]);
  assert.deepEqual(trailingMeans([], 1), []);
});

test('epochEnds(steps) names the last step of each epoch but the run’s last', () => {
  const steps = [0.4, 0.8, 1.2, 1.6, 2].map((epoch, index) => step(index + 1, 1, epoch));
  assert.deepEqual(epochEnds(steps), [{ step: 3, epochs: 1 }]);
});

test('thinOut(marks, most) keeps every so many and the last', () => {
  assert.deepEqual(thinOut([1, 2, 3, 4, 5, 6], 3), [1, 3, 5, 6]);
  assert.deepEqual(thinOut([1, 2], 3), [1, 2]);
});
