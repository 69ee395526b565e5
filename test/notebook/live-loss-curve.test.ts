import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MimeBundle, SendOptions } from '../../src/notebook/cell-outlet.js';
import { liveLossCurve } from '../../src/notebook/live-loss-curve.js';
import type { LogLine } from '../../src/records/log-line.js';

const PLOTLY = 'application/vnd.plotly.v1+json';

const step = (number: number, loss: number): LogLine => ({
  step: number,
  loss,
  learning_rate: 0.1,
  grad_norm: 1,
  epoch: number / 10,
  tokens: 100,
});

interface Sent {
  /** Losses that were drawn, `null` for what stands between two drawings. */
  readonly losses: unknown;
  readonly hover: string | undefined;
  readonly options: SendOptions | undefined;
}

/** A display that keeps what it is sent. */
function keep(sent: Sent[]) {
  return ({ data }: MimeBundle, options?: SendOptions) => {
    const traces = (data[PLOTLY] as { data: { y: number[]; hovertext: string[] }[] } | undefined)?.data;
    sent.push({ losses: traces?.[0]?.y ?? null, hover: traces?.[0]?.hovertext.at(-1), options });
  };
}

test('liveLossCurve(options) draws the first step, anew once a second, and the end', async () => {
  const sent: Sent[] = [];
  let time = 0;
  const curve = liveLossCurve({ display: keep(sent), now: () => time });
  curve.report(step(1, 4));
  time = 900;
  curve.report(step(2, 3));
  time = 1000;
  curve.report(step(3, 2));
  curve.report(step(4, 1));
  await curve.end();
  assert.deepEqual(
    sent.map(({ losses }) => losses),
    [[4], null, [4, 3, 2], null, [4, 3, 2, 1]],
  );
  assert.deepEqual(
    sent.map(({ options }) => options?.isUpdate),
    [false, true, true, true, true],
  );
  assert.equal(new Set(sent.map(({ options }) => options?.id)).size, 1);
  assert.match(sent[2]?.hover ?? '', /<br>1,000 tokens a second$/);
});

test('liveLossCurve({ lines }) goes on after the log of a run, and replaces steps that are made again', async () => {
  const sent: Sent[] = [];
  const lines = [step(1, 4), step(2, 3), step(3, 2)];
  const curve = liveLossCurve({ lines, display: keep(sent), now: () => 0 });
  curve.report(step(3, 2.5));
  curve.report(step(4, 1));
  await curve.end();
  assert.deepEqual(sent.at(-1)?.losses, [4, 3, 2.5, 1]);
});

test('liveLossCurve({ lines }) keeps a step whose evaluation alone is made again', async () => {
  const sent: Sent[] = [];
  const curve = liveLossCurve({ lines: [step(1, 4), step(2, 3)], display: keep(sent), now: () => 0 });
  curve.report({ step: 2, epoch: 0.2, evaluation_loss: 5 });
  await curve.end();
  assert.deepEqual(sent.at(-1)?.losses, [4, 3]);
});

test('liveLossCurve(options) draws nothing before a step, and says the last state outside of a cell', async (t) => {
  const sent: Sent[] = [];
  const early = liveLossCurve({ display: keep(sent) });
  early.report({ step: 0, epoch: 0, evaluation_loss: 5 });
  await early.end();
  assert.deepEqual(sent, []);
  const log = t.mock.method(console, 'log', () => {});
  const silent = liveLossCurve({ display: null });
  silent.report(step(1, 4));
  assert.equal(log.mock.callCount(), 0);
  await silent.end();
  assert.match(String(log.mock.calls[0]?.arguments[0]), /^Loss while tuning\n/);
});
