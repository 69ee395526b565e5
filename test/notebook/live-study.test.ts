import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MimeBundle, SendOptions } from '../../src/notebook/cell-outlet.js';
import { liveStudy } from '../../src/notebook/live-study.js';
import { ALL, BASE, GEO } from '../charts/study/sample-study.js';

const step = (number: number, loss: number) => ({
  ...{ step: number, loss, learning_rate: 0, grad_norm: 1, epoch: 0, tokens: 9 },
});

test('liveStudy(options) draws gains and losses in places of their own, as they come', async () => {
  const sent: [text: string, options: SendOptions | undefined][] = [];
  let time = 0;
  const live = liveStudy({
    runs: 5,
    display: ({ data }: MimeBundle, options) => sent.push([String(data['text/plain']), options]),
    now: () => time,
  });
  live.run(BASE);
  live.progress({ label: '2 of 5 GEO-1: tune', done: 3, total: 9, unit: 'steps', note: 'loss 5' });
  live.log(step(1, 5), { name: 'GEO-1', subset: 'GEO' });
  live.log(step(2, 3), { name: 'GEO-1', subset: 'GEO' });
  for (const run of GEO) {
    time += 600;
    live.run(run);
  }
  time += 1_000;
  live.log(step(1, 4), { name: 'ALL-1', subset: 'ALL' });
  live.run(ALL);
  await live.end();
  const bar = sent.filter(([text]) => text.startsWith('study'));
  assert.match(bar[0]?.[0] ?? '', /^study █.* 1 of 5 runs$/);
  assert.match(bar.at(-1)?.[0] ?? '', /^study: 5 runs in 2\.8 s/);
  const losses = sent.filter(([text]) => text.includes('Line chart'));
  assert.deepEqual(
    losses.map(([text]) => text.split('At the end: ')[1]),
    ['GEO-1 5.00.', 'GEO-1 4.00, ALL-1 4.00.', 'GEO-1 4.00, ALL-1 4.00.'],
  );
  const gains = sent.filter(([text]) => text.includes('Points over the untuned model.'));
  // The second run comes too soon after the first.
  assert.deepEqual(
    gains.map(([text]) => /Languages tuned on: (.*?);/.exec(text)?.[1]),
    ['GEO +10.00', 'GEO +11.00 ± 4.30', 'GEO +11.00 ± 4.30, ALL +5.00', 'GEO +11.00 ± 4.30, ALL +5.00'],
  );
  assert.deepEqual(
    gains.map(([, options]) => options?.isUpdate),
    [false, true, true, true],
  );
  assert.equal(new Set([...gains, ...losses].map(([, options]) => options?.id)).size, 2);
});

test('liveStudy(options) draws nothing of a study without a tuned run', async () => {
  let calls = 0;
  const live = liveStudy({ runs: 1, display: () => (calls += 1) });
  live.run(BASE);
  await live.end();
  // The bar: as it stands, and as it ends.
  assert.equal(calls, 2);
});
