import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MimeBundle, SendOptions } from '../../src/notebook/cell-outlet.js';
import { liveTable } from '../../src/notebook/live-table.js';

const answer = (task: string, isCorrect: boolean) => ({ task, documents: 3, isCorrect });

test('liveTable(options) draws at the first answer, in place twice a second, and at the end', () => {
  const sent: [string, SendOptions | undefined][] = [];
  let time = 0;
  const live = liveTable({
    display: ({ data }: MimeBundle, options) => sent.push([String(data['text/plain']), options]),
    now: () => time,
  });
  live.report(answer('xcopa_et', true));
  time = 400;
  live.report(answer('xcopa_et', false));
  time = 500;
  live.report(answer('xcopa_zh', true));
  time = 600;
  live.report(answer('xcopa_et', true));
  live.end();
  assert.deepEqual(
    sent.map(([text]) => text.split('\n')[1]),
    ['1 of 3 documents answered.', '3 of 6 documents answered.', '4 of 6 documents answered.'],
  );
  assert.match(sent[2]?.[0] ?? '', /\net +3 +50\.0 +66\.7 ±33\.3\nzh +1 of 3 +50\.0 +100\.0/);
  assert.deepEqual(
    sent.map(([, options]) => options?.isUpdate),
    [false, true, true],
  );
  assert.equal(new Set(sent.map(([, options]) => options?.id)).size, 1);
});

test('liveTable(options) draws nothing outside of a cell, nor without an answer', () => {
  let calls = 0;
  liveTable({ display: () => (calls += 1) }).end();
  const silent = liveTable({ display: null });
  silent.report(answer('xcopa_et', true));
  silent.end();
  assert.equal(calls, 0);
});
