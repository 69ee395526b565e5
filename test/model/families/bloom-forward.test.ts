import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { startBackend } from '../../../src/backend/start-backend.js';
import { alibiSlopes } from '../../../src/model/families/bloom-forward.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';
import { assertLogits, type LogitsBatch } from '../reference-logits.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

test('alibiSlopes(heads) is a geometric series, and for further heads every other of the series for twice as many', () => {
  assert.deepEqual([...alibiSlopes(1)], [2 ** -8]);
  assert.deepEqual([...alibiSlopes(4)], [2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8]);
  // Slopes of two heads, then the first of four.
  assert.deepEqual([...alibiSlopes(3)], [2 ** -4, 2 ** -8, 2 ** -2]);
  // Slopes of four heads, then the first and the third of eight. Powers of two are exact in single precision.
  assertClose([...alibiSlopes(6)], [2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8, 2 ** -1, 2 ** -3], 0);
});

test("bloom.hidden(network, config, rows) gives transformers' logits with 3 heads, padded left and right", async () => {
  const { bloom } = readReference<{ bloom: { base: LogitsBatch[] } }>('models/logits.json');
  await assertLogits('models/bloom', bloom.base);
});

for (const [name, title] of [
  ['bloom', 'with 6 heads'],
  ['bloom-post-norm', 'with 5 heads and residuals after the norm'],
] as const) {
  test(`bloom.hidden(network, config, rows) gives transformers' logits ${title}`, async () => {
    const fixtures = readReference<Record<string, LogitsBatch[]>>('odd-models/logits.json');
    await assertLogits(`odd-models/${name}`, fixtures[name] ?? []);
  });
}
